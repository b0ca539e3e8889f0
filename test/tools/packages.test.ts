import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { packagesAreThere } from '../../tools/packages.mjs'

const wanted = {
  '': { version: '1.0.0' },
  'node_modules/a': { version: '2.0.0' },
  'node_modules/a-for-mac': { version: '2.0.0', optional: true },
}

it('need an install where there is none, or an incomplete one', async () => {
  expect(packagesAreThere(await copyWith(undefined))).toBe(false)
  expect(packagesAreThere(await copyWith({}))).toBe(false)
})

it('need an install when the lock file has another version', async () => {
  expect(packagesAreThere(await copyWith({ 'node_modules/a': { version: '1.9.9' } }))).toBe(false)
})

it('need no install when only optional packages are missing', async () => {
  expect(packagesAreThere(await copyWith({ 'node_modules/a': { version: '2.0.0' } }))).toBe(true)
})

it('fail with a sentence when the lock file is missing', () => {
  expect(() => packagesAreThere('/nowhere')).toThrow('not a complete copy')
})

/** A copy of a project whose node_modules holds `installed`. */
async function copyWith(installed: Record<string, { version: string }> | undefined): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'escalate-packages-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  await writeFile(join(root, 'package-lock.json'), JSON.stringify({ packages: wanted }))
  if (installed) {
    await mkdir(join(root, 'node_modules'))
    await writeFile(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }))
  }
  return root
}

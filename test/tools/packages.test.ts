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

it('an install is needed where node_modules is missing or incomplete', async () => {
  expect(packagesAreThere(await copyWith(undefined))).toBe(false)
  expect(packagesAreThere(await copyWith({}))).toBe(false)
})

it('an install is needed when the lock file has another version', async () => {
  expect(packagesAreThere(await copyWith({ 'node_modules/a': { version: '1.9.9' } }))).toBe(false)
})

it('no install is needed when only optional packages are missing', async () => {
  expect(packagesAreThere(await copyWith({ 'node_modules/a': { version: '2.0.0' } }))).toBe(true)
})

it('a missing lock file is an error with a sentence', () => {
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

import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { installPackages } from '../../tools/packages.mjs'
import { project } from '../../tools/project.ts'

type Entry = { readonly integrity?: string; readonly link?: boolean; readonly resolved?: string }
type Lock = { readonly packages: Readonly<Record<string, Entry>> }

it.each(['package-lock.json', 'flex-shell/package-lock.json'])(
  'every package in %s has a SHA-512, and no address',
  (file) => {
    const { packages } = JSON.parse(readFileSync(join(project.root, file), 'utf8')) as Lock // npm's own format
    const entries = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link)
    expect(entries.length).toBeGreaterThan(100)
    expect(
      entries.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? '')).map(([path]) => path),
    ).toEqual([])
    // Packages come by name from the configured registry, never from a fixed address of a file.
    expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
  },
)

it('the lock file has exactly the dependencies of package.json', () => {
  const read = (file: string) => JSON.parse(readFileSync(join(project.root, file), 'utf8'))
  const { dependencies, devDependencies } = read('package.json')
  expect((read('package-lock.json') as Lock).packages['']).toMatchObject({ dependencies, devDependencies })
})

it('a lock file that does not fit is an error with advice, and nothing is installed', async () => {
  const root = await mkdtemp(join(tmpdir(), 'escalate-lock-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const own = { name: 'a-project', version: '1.0.0' }
  await writeFile(join(root, 'package.json'), JSON.stringify({ ...own, dependencies: { ms: '2.1.3' } }))
  await writeFile(
    join(root, 'package-lock.json'),
    JSON.stringify({ ...own, lockfileVersion: 3, packages: { '': own } }),
  )
  await expect(installPackages(root)).rejects.toThrow('package.json and package-lock.json do not match')
})

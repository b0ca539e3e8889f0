import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { flexShell } from '../../tools/flex-shell.ts'

// With a shell of one line: the real one takes minutes to fetch.

const library = `{ entry: 'entry.cjs', formats: ['iife'], name: 'shell', fileName: () => 'flex-shell.js' }`

let home: string
let root: string
let own: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'flex-shell-'))
  root = join(home, 'flex-shell')
  own = join(home, '.escalate')
  await mkdir(root)
  await writeFile(join(root, 'node-globals.js'), '')
  await writeFile(join(root, 'vite.config.ts'), `export default { build: { lib: ${library} } }`)
  await writeFile(join(root, 'entry.cjs'), 'window.Twilio = { Flex: "one" }')
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(home, { recursive: true })
})

/** A workspace with these dependencies, locked to the given addresses. */
async function locked(dependencies: Record<string, string>): Promise<void> {
  const about = { name: 'flex-shell', version: '1.0.0', type: 'module', dependencies }
  const packages = Object.fromEntries(
    Object.entries(dependencies).map(([name, resolved]) => [
      `node_modules/${name}`,
      { version: '1.0.0', resolved, integrity: 'sha512-AAAA' },
    ]),
  )
  const lock = { name: about.name, version: '1.0.0', lockfileVersion: 3, packages: { '': about, ...packages } }
  await writeFile(join(root, 'package.json'), JSON.stringify(about))
  await writeFile(join(root, 'package-lock.json'), JSON.stringify(lock))
}

/** A workspace whose packages, none, have been fetched. */
async function fetched(): Promise<void> {
  await locked({})
  await mkdir(join(root, 'node_modules'))
  await writeFile(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: {} }))
}

it('the shell is bundled once when two ask at the same time', { timeout: 60_000 }, async () => {
  await fetched()
  const [first, second] = await Promise.all([flexShell({ root, own }), flexShell({ root, own })])
  expect(second).toBe(first)
  expect(await readFile(first, 'utf8')).toContain('one')
  const said = vi.mocked(process.stderr.write).mock.calls.flat().join('')
  expect(said.match(/bundling Flex UI/g)).toHaveLength(1)
})

it('the shell is bundled into another file when its entry has changed', { timeout: 60_000 }, async () => {
  await fetched()
  const before = await flexShell({ root, own })
  await writeFile(join(root, 'entry.cjs'), 'window.Twilio = { Flex: "two" }')
  const after = await flexShell({ root, own })
  expect(after).not.toBe(before)
  expect(await readFile(after, 'utf8')).toContain('two')
})

it('a shell that cannot be fetched is an error of one line', { timeout: 60_000 }, async () => {
  await locked({ missing: 'file:missing-1.0.0.tgz' })
  const problem = await flexShell({ root, own }).catch((error: unknown) => error)
  expect(String(problem)).toMatch(
    /^Error: Flex UI could not be fetched \(.+\): check the network and run this again\.$/,
  )
})

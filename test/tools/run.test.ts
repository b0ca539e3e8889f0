import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { project } from '../../tools/project.ts'

const { version } = createRequire(import.meta.url)('node/package.json') as { readonly version: string }

it('tools/run runs TypeScript on the pinned Node, with its arguments, its exit code and nothing else on stdout', async () => {
  const program = `
    const words: string[] = [process.version, ...process.argv.slice(2)]
    process.stdout.write(words.join('+'))
    process.exit(3)`
  const child = await run(program, 'a', 'b')
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  expect({ output, code }).toEqual({ output: `v${version}+a+b`, code: 3 })
})

it('tools/run puts the pinned Node first on PATH', async () => {
  const child = await run(`
    import { execFileSync } from 'node:child_process'
    process.stdout.write(execFileSync('node', ['--version']))`)
  expect(await text(child.stdout)).toBe(`v${version}\n`)
})

it.for([
  { signal: 'SIGINT', code: 130 },
  { signal: 'SIGTERM', code: 143 },
] as const)('passes $signal on and answers $code when the program dies of it', async ({ signal, code }) => {
  const child = await run(`process.stdout.write('ready\\n'); setInterval(() => {}, 1000)`)
  await once(createInterface({ input: child.stdout }), 'line')
  child.kill(signal)
  expect((await once(child, 'exit'))[0]).toBe(code)
})

it('tools/run lets the program end by itself after a signal, and returns its code', async () => {
  const child = await run(`
    process.on('SIGTERM', () => process.exit(7))
    process.stdout.write('ready\\n'); setInterval(() => {}, 1000)`)
  await once(createInterface({ input: child.stdout }), 'line')
  child.kill('SIGTERM')
  expect((await once(child, 'exit'))[0]).toBe(7)
})

async function run(program: string, ...words: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'escalate-run-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'program.mts')
  await writeFile(file, program)
  const entry = join(project.root, 'tools', 'run.mjs')
  return spawn(process.execPath, [entry, file, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
}

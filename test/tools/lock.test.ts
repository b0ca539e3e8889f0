import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { keepLock, withLock } from '../../tools/lock.mjs'
import { runTypeScript } from './run-type-script.ts'

it('a lock admits one of four processes at a time, also when its first holder is dead', async () => {
  const file = await lockFile()
  writeFileSync(file, String(deadPid()))
  const diary = `${file}.diary`
  const program = `
    const { withLock } = await import(${JSON.stringify(import.meta.resolve('../../tools/lock.mjs'))})
    const { appendFileSync } = await import('node:fs')
    for (let turn = 0; turn < 20; turn++) {
      await withLock(${JSON.stringify(file)}, async () => {
        appendFileSync(${JSON.stringify(diary)}, 'in\\n')
        await new Promise((resolve) => setTimeout(resolve, 1))
        appendFileSync(${JSON.stringify(diary)}, 'out\\n')
      })
    }`
  await Promise.all([1, 2, 3, 4].map(() => runTypeScript(program)))
  expect(await readFile(diary, 'utf8')).toBe('in\nout\n'.repeat(80))
})

it('a lock is released when the work fails', async () => {
  const file = await lockFile()
  const failing = withLock(file, () => Promise.reject(new Error('no')))
  await expect(failing).rejects.toThrow('no')
  expect(existsSync(file)).toBe(false)
})

it('a lock’s error names the living holder after the time-out', async () => {
  const file = await lockFile()
  writeFileSync(file, String(process.ppid))
  await expect(withLock(file, () => 1, { timeoutMs: 50 })).rejects.toThrow(`Process ${process.ppid} has held`)
})

it('a kept lock is kept until its process ends', async () => {
  const file = await lockFile()
  const program = `
    const { keepLock } = await import(${JSON.stringify(import.meta.resolve('../../tools/lock.mjs'))})
    console.log(keepLock(${JSON.stringify(file)}))`
  expect(keepLock(file)).toBe(true)
  expect(keepLock(file)).toBe(false)
  expect(await runTypeScript(program)).toMatchObject({ output: 'false\n' })
  writeFileSync(file, String(deadPid()))
  expect(await runTypeScript(program)).toMatchObject({ output: 'true\n' })
  expect(existsSync(file)).toBe(false)
})

async function lockFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'escalate-lock-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'lock')
}

function deadPid(): number {
  return spawnSync(process.execPath, ['--version']).pid
}

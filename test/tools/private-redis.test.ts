import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it, onTestFinished } from 'vitest'
import { redisAnswer } from '../../tools/redis-answer.ts'
import { until } from '../../tools/until.ts'

it('four programs that start at the same moment share one Redis', async () => {
  const own = await ownFolder()
  const users = await Promise.all([user(own), user(own), user(own), user(own)])
  expect(new Set(users.map(({ port }) => port)).size).toBe(1)
})

it('the private Redis lives until its last user has ended, even if the first one is killed first', async () => {
  const own = await ownFolder()
  const first = await user(own)
  const second = await user(own)
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  const third = await user(own)
  expect(third.port).toBe(first.port)
  expect(await redisAnswer(first.port)).toBeDefined()
  second.child.kill('SIGKILL')
  await once(second.child, 'exit')
  expect(await redisAnswer(first.port)).toBeDefined()
  third.child.kill('SIGKILL')
  await until('the Redis is gone', async () => (await redisAnswer(first.port)) === undefined)
})

it('the private Redis comes back on the same port after all users have ended', async () => {
  const own = await ownFolder()
  const first = await user(own)
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  const second = await user(own)
  expect(second.port).toBe(first.port)
  expect(await redisAnswer(second.port)).toBeDefined()
})

async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'escalate-private-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))
  return folder
}

/** A program that uses the private Redis until it is killed. */
async function user(own: string): Promise<{ child: ChildProcess; port: number }> {
  const program = `
    const { privateRedisUrl } = await import(${JSON.stringify(import.meta.resolve('../../tools/private-redis.ts'))})
    process.stdout.write((await privateRedisUrl(${JSON.stringify(own)})).url + '\\n')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, port: Number(new URL(String(line)).port) }
}

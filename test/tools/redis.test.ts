import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it, onTestFinished } from 'vitest'
import { startRedis } from '../../tools/redis.ts'
import { redisAnswer } from '../../tools/redis-answer.ts'
import { until } from '../../tools/until.ts'
import { isAlive } from './is-alive.ts'

it('a Redis answers on its own port; stopping ends it and removes its folder', async () => {
  const redis = await startRedis()
  expect(redis.url).toBe(`redis://127.0.0.1:${redis.port}`)
  expect(await redisAnswer(redis.port)).toBe(redis.pid)
  await redis.stop()
  expect(isAlive(redis.pid)).toBe(false)
  expect(existsSync(redis.dir)).toBe(false)
})

it('a Redis comes back after kill -9 on the same port with a new process', async () => {
  const redis = await startRedis({ appendfsync: 'always' })
  onTestFinished(() => redis.stop())
  const before = redis.pid
  redis.kill('SIGKILL')
  await redis.exited
  expect(await redisAnswer(redis.port)).toBeUndefined()
  await redis.restart()
  expect(redis.pid).not.toBe(before)
  expect(await redisAnswer(redis.port)).toBe(redis.pid)
})

it('a Redis answers again after a freeze, as the same process', async () => {
  const redis = await startRedis()
  onTestFinished(() => redis.stop())
  redis.kill('SIGSTOP')
  expect(await redisAnswer(redis.port)).toBeUndefined()
  redis.kill('SIGCONT')
  await until('the same process answers', async () => (await redisAnswer(redis.port)) === redis.pid)
})

it('a frozen Redis can be stopped', async () => {
  const redis = await startRedis()
  redis.kill('SIGSTOP')
  await redis.stop()
  expect(isAlive(redis.pid)).toBe(false)
})

it('a Redis whose port is in use fails with a sentence, and does not touch the other Redis', async () => {
  const redis = await startRedis()
  onTestFinished(() => redis.stop())
  await expect(startRedis({ port: redis.port })).rejects.toThrow(/does not start on port/)
  expect(await redisAnswer(redis.port)).toBe(redis.pid)
})

it.for([{ frozen: false }, { frozen: true }])(
  'no Redis is left behind when its owner is killed with SIGKILL (frozen: $frozen)',
  async ({ frozen }) => {
    const dir = await mkdtemp(join(tmpdir(), 'escalate-owner-'))
    onTestFinished(() => rm(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))
    const program = `
    const { startRedis } = await import(${JSON.stringify(import.meta.resolve('../../tools/redis.ts'))})
    const redis = await startRedis({ dir: ${JSON.stringify(dir)} })
    process.stdout.write(redis.pid + '\\n')
    setInterval(() => {}, 1000)`
    const owner = spawn(process.execPath, ['--input-type=module-typescript', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(createInterface({ input: owner.stdout }), 'line')
    const pid = Number(line)
    expect(isAlive(pid)).toBe(true)
    if (frozen) process.kill(pid, 'SIGSTOP')
    owner.kill('SIGKILL')
    await until('the Redis has ended', async () => !isAlive(pid))
  },
)

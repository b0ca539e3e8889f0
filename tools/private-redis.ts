import { closeSync, constants, openSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { withLock } from './lock.mjs'
import { project } from './project.ts'
import { quietCommand } from './quiet-command.ts'
import { startRedis } from './redis.ts'
import { redisAnswer } from './redis-answer.ts'

/** A Redis that all programs of this copy share. A child process may inherit `lifeline`. */
export type PrivateRedis = Readonly<{ url: string; lifeline: number; stop: () => Promise<void> }>

type Record = Readonly<{ url: string; port: number; pid: number }>

const LEAVING_MS = 10_000

/**
 * One Redis for all programs that are started from this folder, for `npm start` and `npm run worker` in development.
 * The first program starts it; it ends with the last one, in whatever order and way they end: each program holds the
 * writing end of one named pipe, and the kernel counts the holders.
 */
export async function privateRedisUrl(own: string = project.own): Promise<PrivateRedis> {
  return withLock(join(own, 'redis.lock'), async () => {
    const before = await lastRecord(own)
    const joined = before && (await join_(own, before))
    if (joined) return joined
    if (before) await gone(before.pid)
    return start(own, before)
  })
}

async function join_(own: string, record: Record): Promise<PrivateRedis | undefined> {
  const lifeline = hold(pipe(own), constants.O_WRONLY | constants.O_NONBLOCK)
  if (lifeline === undefined) return undefined
  // Checked only while this process holds the pipe: before that, the server may have been about to exit.
  if ((await redisAnswer(record.port)) === record.pid) return handle(record, lifeline)
  closeSync(lifeline)
  return undefined
}

async function start(own: string, before: Record | undefined): Promise<PrivateRedis> {
  const dir = join(own, 'redis-data', 'private')
  await mkdir(dir, { recursive: true })
  await rm(pipe(own), { force: true })
  const made = await quietCommand('mkfifo', ['-m', '600', pipe(own)])
  if (!made.ok) throw new Error(`Cannot make a named pipe: ${made.output}`)
  // Opened for reading too, because opening only for writing waits for a reader.
  const lifeline = openSync(pipe(own), constants.O_RDWR)
  const settings = { dir, lifeline: pipe(own) }
  try {
    // Prefers the last port: a program that outlived its Redis finds the new one there.
    const redis = before
      ? await startRedis({ ...settings, port: before.port }).catch(() => startRedis(settings))
      : await startRedis(settings)
    const record: Record = { url: redis.url, port: redis.port, pid: redis.pid }
    await writeFile(join(own, 'redis.json'), `${JSON.stringify(record)}\n`)
    return handle(record, lifeline)
  } catch (error) {
    closeSync(lifeline)
    throw error
  }
}

function handle({ url, pid }: Record, lifeline: number): PrivateRedis {
  let held = true
  return {
    url,
    lifeline,
    stop: async () => {
      if (held) closeSync(lifeline)
      held = false
      // Long enough for the last holder to see the server exit, short enough not to delay other holders.
      for (let tries = 0; tries < 20 && isAlive(pid); tries++) await pause(10)
    },
  }
}

/** The data folder is free only after the server's exit; an exiting server still writes there. */
async function gone(pid: number): Promise<void> {
  const deadline = Date.now() + LEAVING_MS
  while (isAlive(pid) && Date.now() < deadline) await pause(20)
}

async function lastRecord(own: string): Promise<Record | undefined> {
  try {
    // Written by this file, under the lock.
    return JSON.parse(await readFile(join(own, 'redis.json'), 'utf8')) as Record
  } catch {
    return undefined // missing, or truncated by a crash: there is no server to join
  }
}

function pipe(own: string): string {
  return join(own, 'redis.pipe')
}

function hold(file: string, flags: number): number | undefined {
  try {
    return openSync(file, flags)
  } catch {
    return undefined // no pipe, or no reader: no server to keep alive
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { redisAnswer } from './redis-answer.ts'
import type { RedisBinary } from './redis-binary.ts'

/** One run of a server: from its first answer to its exit. */
export type RedisProcess = Readonly<{ pid: number; watcher: ChildProcess; exited: Promise<void> }>

/** How to start the server. `lifeline` is a named pipe, or '-' for a pipe that only this process holds. */
export type RedisProcessOptions = Readonly<{ port: number; dir: string; lifeline: string; appendfsync: string }>

const LOG = 'redis.log'
const PATIENCE_MS = 15_000

/**
 * Starts Redis and waits until it answers. Undefined if it exits before that, for instance because the port was just
 * taken.
 */
export async function redisProcess(
  binary: RedisBinary,
  options: RedisProcessOptions,
): Promise<RedisProcess | undefined> {
  const script = join(import.meta.dirname, 'redis-lifeline.sh')
  const watcher = spawn(
    'sh',
    [script, join(options.dir, LOG), options.lifeline, binary.command, ...settings(options)],
    {
      env: { ...process.env, ...binary.env },
      // In its own session: Ctrl-C is for our programs, which still need Redis to finish their work.
      detached: true,
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  )
  let over = false
  const exited = once(watcher, 'exit').then(() => {
    over = true
  })
  const pid = await announcedPid(watcher)
  const deadline = Date.now() + PATIENCE_MS
  while (!over && Date.now() < deadline) {
    if (pid !== undefined && (await redisAnswer(options.port)) === pid) {
      release(watcher)
      return { pid, watcher, exited }
    }
    await pause(5)
  }
  watcher.stdin?.destroy()
  return undefined
}

/** The last log lines of a server that did not start. */
export async function redisLastWords(dir: string): Promise<string> {
  const text = await readFile(join(dir, LOG), 'utf8').catch(() => '')
  return text.trim().split('\n').slice(-3).join('\n')
}

function settings({ port, dir, appendfsync }: RedisProcessOptions): string[] {
  return Object.entries({
    port: String(port),
    bind: '127.0.0.1',
    'protected-mode': 'yes',
    daemonize: 'no',
    dir,
    appendonly: 'yes',
    appendfsync,
    save: '',
    'maxmemory-policy': 'noeviction',
    // Hashes of jobs stay compact up to this size. An older name of hash-max-listpack-value that every version knows.
    'hash-max-ziplist-value': '2048',
  }).flatMap(([name, value]) => [`--${name}`, value])
}

async function announcedPid(watcher: ChildProcess): Promise<number | undefined> {
  if (!watcher.stdout) return undefined
  for await (const line of createInterface({ input: watcher.stdout })) return Number(line)
  return undefined
}

/** A running Redis must not keep this process alive. */
function release(watcher: ChildProcess): void {
  watcher.stdout?.destroy()
  watcher.unref()
  // The pipe is a socket, which has unref; the type of a child's stdin does not say so.
  const lifeline = watcher.stdin as { unref?: () => void } | null
  lifeline?.unref?.()
}

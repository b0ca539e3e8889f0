import { join } from 'node:path'
import { isOlder, oldestRedis } from '../src/engine/redis-settings.ts'
import { apt } from './apt.ts'
import { withLock } from './lock.mjs'
import { progress } from './progress.ts'
import { project } from './project.ts'
import { quietCommand } from './quiet-command.ts'

/** A Redis server that is known to start, and the environment that it needs. */
export type RedisBinary = Readonly<{ command: string; env: Readonly<Record<string, string>>; version: string }>

const NAMES = ['redis-server', 'valkey-server'] as const

/**
 * Finds a Redis or Valkey server, or fetches one.
 * @throws Error with one clear line if neither is possible
 */
export async function redisBinary(own: string = project.own): Promise<RedisBinary> {
  const folder = join(own, 'redis')
  return (await onPath()) ?? (await unpacked(folder)) ?? withLock(join(own, 'redis-install.lock'), () => fetch(folder))
}

async function fetch(folder: string): Promise<RedisBinary> {
  const fetchedMeanwhile = await unpacked(folder)
  if (fetchedMeanwhile) return fetchedMeanwhile
  progress.doing('installing Redis (about 8 MB)')
  const fetched =
    ((await apt.unpack(['redis-server', 'redis-tools'], folder)) ? await unpacked(folder) : undefined) ??
    ((await apt.install(['redis-server'])) ? await onPath() : undefined)
  if (!fetched) {
    throw new Error('Redis is missing: brew install valkey, or apt-get install redis-server, or set REDIS_URL')
  }
  progress.done(`Redis ${fetched.version}`)
  return fetched
}

async function onPath(): Promise<RedisBinary | undefined> {
  for (const name of NAMES) {
    const found = await starting(name, {})
    if (found) return found
  }
  return undefined
}

async function unpacked(folder: string): Promise<RedisBinary | undefined> {
  const env = { LD_LIBRARY_PATH: (await apt.libraries(folder)).join(':') }
  return starting(join(folder, 'usr', 'bin', 'redis-server'), env)
}

/** Starts the binary: an existing file may lack a library or be too old. */
async function starting(command: string, env: Record<string, string>): Promise<RedisBinary | undefined> {
  const { ok, output } = await quietCommand(command, ['--version'], { env: { ...process.env, ...env } })
  const version = /v=([\d.]+)/.exec(output)?.[1]
  if (!ok || version === undefined || isOlder(version, oldestRedis)) return undefined
  return { command, env, version }
}

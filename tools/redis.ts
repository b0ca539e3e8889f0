import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { redisBinary } from './redis-binary.ts'
import { type RedisProcess, redisLastWords, redisProcess } from './redis-process.ts'

/** A private Redis on 127.0.0.1. It ends with the process that started it, however that ends. */
export type Redis = Readonly<{
  url: string
  port: number
  dir: string
  /** The server's process id (it changes with `restart`), for signals such as SIGSTOP and SIGCONT. */
  pid: number
  /** Sends the server a signal. After one that ends it, wait for `exited` as well. */
  kill: (signal: NodeJS.Signals) => void
  /** Resolves when the current server has exited. */
  exited: Promise<void>
  /** Ends the server if it still runs, and starts it again with the same port and folder. */
  restart: () => Promise<void>
  /** Ends the server, waits for its exit and removes its folder if that is temporary. */
  stop: () => Promise<void>
}>

/** Without `dir` the data is temporary. Without `port` a free port is chosen. */
export type RedisOptions = Readonly<{
  dir?: string
  port?: number
  appendfsync?: 'always' | 'everysec' | 'no'
  /** A named pipe whose holders keep the server alive, instead of this process alone. */
  lifeline?: string
}>

const PORT_ATTEMPTS = 5

/** Starts a private Redis and waits until it answers. */
export async function startRedis(options: RedisOptions = {}): Promise<Redis> {
  const binary = await redisBinary()
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'escalate-redis-')))
  await mkdir(dir, { recursive: true })

  const launch = async (port: number): Promise<RedisProcess | undefined> =>
    redisProcess(binary, {
      port,
      dir,
      lifeline: options.lifeline ?? '-',
      appendfsync: options.appendfsync ?? 'everysec',
    })

  let port = options.port ?? (await freePort())
  let running = await launch(port)
  for (let attempt = 1; !running && options.port === undefined && attempt < PORT_ATTEMPTS; attempt++) {
    port = await freePort()
    running = await launch(port)
  }
  if (!running) {
    const words = await redisLastWords(dir)
    if (options.dir === undefined) await rm(dir, { recursive: true, force: true })
    throw new Error(`Redis does not start on port ${port}:\n${words}`)
  }
  let current = running

  const end = async () => {
    if (isRunning(current)) {
      orIsGone(() => process.kill(current.pid, 'SIGTERM'))
      orIsGone(() => process.kill(current.pid, 'SIGCONT')) // a stopped server would never get the first signal
    }
    current.watcher.ref()
    await current.exited
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    dir,
    get pid() {
      return current.pid
    },
    get exited() {
      return current.exited
    },
    kill: (signal) => {
      process.kill(current.pid, signal)
    },
    restart: async () => {
      await end()
      const next = await launch(port)
      if (!next) throw new Error(`Redis does not start again on port ${port}:\n${await redisLastWords(dir)}`)
      current = next
    },
    stop: async () => {
      await end()
      if (options.dir === undefined) await rm(dir, { recursive: true, force: true })
    },
  }
}

function isRunning({ watcher }: RedisProcess): boolean {
  return watcher.exitCode === null && watcher.signalCode === null
}

/** The server may exit between two signals, or before its watcher reports the exit. */
function orIsGone(signal: () => void): void {
  try {
    signal()
  } catch (problem) {
    if (!(problem instanceof Error && 'code' in problem && problem.code === 'ESRCH')) throw problem
  }
}

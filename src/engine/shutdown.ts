import type { Log } from '../log.ts'

/** Longer than any Twilio call under way, shorter than the 30 s after which most platforms kill a process (ms). */
const deadlineMs = 25_000

/**
 * Runs `drain` at the first SIGTERM or SIGINT and exits; a second signal, or the deadline, exits at once. The deadline
 * matters, because BullMQ waits for Redis without limit when it closes. An unhandled rejection ends the process, too:
 * the state of the process is unknown then, and everything durable is in Redis.
 */
export function onShutdown(log: Log, drain: () => Promise<unknown>): void {
  let isEnding = false
  const exit = (code: number) => {
    log.flush()
    process.exit(code)
  }
  const start = (signal: string, code: number) => {
    if (isEnding) return exit(1)
    isEnding = true
    log.info({ signal }, 'draining')
    setTimeout(() => exit(1), deadlineMs).unref()
    drain().then(
      () => exit(code),
      () => exit(1),
    )
  }
  process.on('SIGTERM', () => start('SIGTERM', 0))
  process.on('SIGINT', () => start('SIGINT', 0))
  process.on('unhandledRejection', (err) => {
    log.error({ err }, 'unhandled rejection')
    start('unhandledRejection', 1)
  })
}

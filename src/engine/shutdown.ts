import type { Log } from '../log.ts'

/** Longer than any Twilio call in flight, shorter than the 30 s after which most platforms kill. */
const deadlineMs = 25_000

/**
 * Runs `drain` at the first SIGTERM or SIGINT and leaves; a second signal, or the deadline, leaves at once. BullMQ waits
 * for Redis without limit when closing, so the deadline is not a formality. A failure nobody caught ends the process too:
 * its state is unknown, and everything durable is in Redis.
 */
export function onShutdown(log: Log, drain: () => Promise<unknown>): void {
  let isLeaving = false
  const leave = (code: number) => {
    log.flush()
    process.exit(code)
  }
  const start = (signal: string, code: number) => {
    if (isLeaving) return leave(1)
    isLeaving = true
    log.info({ signal }, 'draining')
    setTimeout(() => leave(1), deadlineMs).unref()
    drain().then(
      () => leave(code),
      () => leave(1),
    )
  }
  process.on('SIGTERM', () => start('SIGTERM', 0))
  process.on('SIGINT', () => start('SIGINT', 0))
  process.on('unhandledRejection', (err) => {
    log.error({ err }, 'nobody caught this')
    start('unhandledRejection', 1)
  })
}

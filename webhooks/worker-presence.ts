import { quietMs } from '../src/engine/proof.ts'
import type { Log } from '../src/log.ts'

const lookMs = 5_000

/** Logs when no worker is at work any more, and when one is again: a stuck worker often cannot log that itself. */
export function logWorkerPresence(isAtWork: () => Promise<boolean>, log: Pick<Log, 'warn' | 'info'>): void {
  let wasAtWork = false
  const check = async () => {
    const is = await isAtWork()
    if (is && !wasAtWork) log.info({}, 'a worker is at work')
    if (wasAtWork && !is) log.warn({ seconds: quietMs / 1000 }, 'no worker was at work')
    wasAtWork = is
  }
  // While Redis does not answer, the workers' state is unknown.
  setInterval(() => check().catch(() => {}), lookMs).unref()
}

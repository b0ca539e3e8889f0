import { quietMs } from '../src/engine/proof.ts'
import type { Log } from '../src/log.ts'

const lookMs = 5_000

/** Says in the log when no worker is at work any more, and when one is: a worker that is stuck can often not say so itself. */
export function tellWorkersHeard(isHeard: () => Promise<boolean>, log: Pick<Log, 'warn' | 'info'>): void {
  let wasHeard = false
  const look = async () => {
    const is = await isHeard()
    if (is && !wasHeard) log.info({}, 'a worker is at work')
    if (wasHeard && !is) log.warn({ seconds: quietMs / 1000 }, 'no worker was at work')
    wasHeard = is
  }
  // Where Redis does not say, nothing is known of the workers.
  setInterval(() => look().catch(() => {}), lookMs).unref()
}

import { setTimeout as pause } from 'node:timers/promises'
import { StoreTrouble } from '../core/errors.ts'
import type { ReportTrouble } from './redis-watch.ts'
import { storeTroubleIn } from './store-trouble.ts'

/** Does work of which nothing but our own store may be the trouble, again and again until the store takes it. */
export type Patiently = <T>(work: () => Promise<T>) => Promise<T>

const firstMs = 50
/** Short of a lock's time: a save that waits comes through before its job is given to somebody else. */
const mostMs = 1_000

/**
 * For workers. What the work throws for another reason is thrown at once.
 *
 * @param ending when the process is asked to end nobody waits any more
 * @returns what throws StoreTrouble then, and only then
 */
export function createPatience(tell: ReportTrouble, ending: AbortSignal): Patiently {
  return async (work) => {
    for (let wait = firstMs; ; wait = Math.min(mostMs, wait * 2)) {
      try {
        return await work()
      } catch (problem) {
        const reason = storeTroubleIn(problem)
        if (!reason) throw problem
        tell(reason)
        if (!ending.aborted)
          await pause(wait * (0.5 + Math.random() / 2), undefined, { signal: ending }).catch(() => {})
        if (ending.aborted) throw new StoreTrouble('Redis did not take it before the end', { reason, cause: problem })
      }
    }
  }
}

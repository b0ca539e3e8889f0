import { setTimeout as pause } from 'node:timers/promises'
import { StoreTrouble } from '../core/errors.ts'
import { newerFormat } from '../formats/index.ts'
import type { ReportTrouble } from './redis-watch.ts'
import { storeTroubleIn } from './store-trouble.ts'

/** Repeats work until our own store takes it. */
export type Patiently = <T>(work: () => Promise<T>) => Promise<T>

const firstMs = 50
/** Shorter than BullMQ's job lock, so that a waiting save succeeds before its job goes to another worker. */
const mostMs = 1_000

/**
 * Creates the repetition for workers. An error that is not the store's trouble is thrown at once.
 *
 * @param ending aborted when the process is about to end, which ends all waiting
 * @returns a function that throws StoreTrouble only when the process ends, and at once for data of a newer format
 */
export function createPatience(report: ReportTrouble, ending: AbortSignal): Patiently {
  return async (work) => {
    for (let wait = firstMs; ; wait = Math.min(mostMs, wait * 2)) {
      try {
        return await work()
      } catch (problem) {
        const reason = storeTroubleIn(problem)
        if (!reason) throw problem
        report(reason)
        // No waiting helps: the job has to go to a process of the newer version.
        if (reason === newerFormat) throw problem
        if (!ending.aborted)
          await pause(wait * (0.5 + Math.random() / 2), undefined, { signal: ending }).catch(() => {})
        if (ending.aborted)
          throw new StoreTrouble('Redis did not take the write before the process ended', { reason, cause: problem })
      }
    }
  }
}

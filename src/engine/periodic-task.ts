import { causeOf } from './cause-of.ts'
import { createSetAside } from './set-aside.ts'
import { createSlowDown } from './slow-down.ts'
import { storeTroubleIn } from './store-trouble.ts'

/** The periodic tasks of a worker. */
export const periodicTasks = ['rooms', 'transfers', 'calls', 'census', 'sweep', 'history', 'outbound'] as const
export type PeriodicTaskName = (typeof periodicTasks)[number]

/** One item of a periodic task that failed; `tries`: how often in a row. */
export type PeriodicTaskProblem = {
  readonly name: PeriodicTaskName
  readonly item: string
  readonly cause: string
  readonly tries: number
  readonly err: unknown
}

export interface PeriodicTask {
  /**
   * Does the same work for each item, a few items at a time. An item that fails is reported and set aside for a while;
   * the others continue. A 429 slows the round down and does not end it.
   *
   * @returns the results of the items that worked, in the order of the items
   * @throws the store's trouble, because every other item would fail, too
   */
  each<T, R>(
    items: readonly T[],
    nameOf: (item: T) => string,
    work: (item: T) => Promise<R> | R,
    atOnce?: number,
  ): Promise<readonly R[]>
  /**
   * The first read of a round, such as a list: tried in every round, even after failures.
   * @returns undefined if it fails
   */
  first<R>(item: string, work: () => Promise<R>): Promise<R | undefined>
  /** Reports an item that failed elsewhere. */
  failed(item: string, problem: unknown): void
}

type Deps = {
  readonly report: (problem: PeriodicTaskProblem) => void
  readonly ending: AbortSignal
  readonly now?: () => number
  readonly random?: () => number
}

/** How often a round tries its first read while Twilio answers 429. */
const mostTries = 3

/** Isolates the items of a periodic task from each other: a failure of one does not affect the rest. */
export function createPeriodicTask(name: PeriodicTaskName, { report, ending, now, random }: Deps): PeriodicTask {
  const setAside = createSetAside(now, random)
  const slow = createSlowDown(ending, now)

  function failed(item: string, err: unknown): void {
    if (setAside.waits(item)) return
    report({ name, item, cause: causeOf(err), tries: setAside.failed(item), err })
  }

  /** @throws the store's trouble */
  function unlessStoreTrouble(problem: unknown): unknown {
    if (storeTroubleIn(problem)) throw problem
    return problem
  }

  return {
    failed,
    async each(items, nameOf, work, atOnce = 20) {
      const left = [...items.entries()].filter(([, item]) => !setAside.waits(nameOf(item)))
      const done: [number, Awaited<ReturnType<typeof work>>][] = []
      let isSlow = false

      async function lane(lane: number): Promise<void> {
        // After a 429 only one lane continues.
        for (let next = left.shift(); next && !ending.aborted; next = isSlow && lane > 0 ? undefined : left.shift()) {
          const [n, item] = next
          await slow.wait()
          try {
            done.push([n, await work(item)])
            setAside.worked(nameOf(item))
            slow.worked()
          } catch (problem) {
            failed(nameOf(item), unlessStoreTrouble(problem))
            if (slow.failed(problem)) isSlow = true
          }
        }
      }

      const lanes = await Promise.allSettled(Array.from({ length: atOnce }, (_, n) => lane(n).catch(stop)))
      for (const each of lanes) if (each.status === 'rejected') throw each.reason
      return done.sort(([a], [b]) => a - b).map(([, result]) => result)

      function stop(problem: unknown): never {
        left.length = 0
        throw problem
      }
    },
    async first(item, work) {
      for (let tries = 1; ; tries++) {
        await slow.wait()
        try {
          const result = await work()
          setAside.worked(item)
          slow.worked()
          return result
        } catch (problem) {
          const isSlow = slow.failed(unlessStoreTrouble(problem))
          if (isSlow && tries < mostTries && !ending.aborted) continue
          failed(item, problem)
          return undefined
        }
      }
    },
  }
}

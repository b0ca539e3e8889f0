import { causeOf } from './cause-of.ts'
import { createSetAside } from './set-aside.ts'
import { createSlowDown } from './slow-down.ts'
import { storeTroubleIn } from './store-trouble.ts'

/** What a worker does again and again. */
export const duties = ['rooms', 'transfers', 'calls', 'census', 'sweep', 'numbers', 'history', 'forwarding'] as const
export type DutyName = (typeof duties)[number]

/** One item of a duty that failed; `tries`: how often in a row. */
export type DutyProblem = {
  readonly duty: DutyName
  readonly item: string
  readonly cause: string
  readonly tries: number
  readonly err: unknown
}

export interface Duty {
  /**
   * Does the same for each item, a few at a time. An item that fails is told of and set aside for a while; the others are
   * done. A 429 slows the pass, and does not end it.
   *
   * @returns what came of those that worked, in their order
   * @throws what is the store's trouble: no item would fare better
   */
  each<T, R>(
    items: readonly T[],
    nameOf: (item: T) => string,
    work: (item: T) => Promise<R> | R,
    atOnce?: number,
  ): Promise<readonly R[]>
  /** What a pass begins with, such as a list: asked in each pass, however often it has failed. @returns undefined then */
  first<R>(item: string, work: () => Promise<R>): Promise<R | undefined>
  /** Tells of an item that failed elsewhere. */
  failed(item: string, problem: unknown): void
}

type Terms = {
  readonly tell: (problem: DutyProblem) => void
  readonly ending: AbortSignal
  readonly now?: () => number
  readonly random?: () => number
}

/** So often the beginning of a pass is tried when Twilio answers 429. */
const mostTries = 3

/** What goes wrong with one item of a duty is that item's matter alone. */
export function createDuty(duty: DutyName, { tell, ending, now, random }: Terms): Duty {
  const aside = createSetAside(now, random)
  const slow = createSlowDown(ending, now)

  function failed(item: string, err: unknown): void {
    if (aside.waits(item)) return
    tell({ duty, item, cause: causeOf(err), tries: aside.failed(item), err })
  }

  /** @throws the store's trouble */
  function mine(problem: unknown): unknown {
    if (storeTroubleIn(problem)) throw problem
    return problem
  }

  return {
    failed,
    async each(items, nameOf, work, atOnce = 20) {
      const left = [...items.entries()].filter(([, item]) => !aside.waits(nameOf(item)))
      const done: [number, Awaited<ReturnType<typeof work>>][] = []
      let isSlow = false

      async function lane(lane: number): Promise<void> {
        // After a 429 one lane goes on alone.
        for (let next = left.shift(); next && !ending.aborted; next = isSlow && lane > 0 ? undefined : left.shift()) {
          const [n, item] = next
          await slow.quiet()
          try {
            done.push([n, await work(item)])
            aside.worked(nameOf(item))
            slow.worked()
          } catch (problem) {
            failed(nameOf(item), mine(problem))
            if (slow.heard(problem)) isSlow = true
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
        await slow.quiet()
        try {
          const result = await work()
          aside.worked(item)
          slow.worked()
          return result
        } catch (problem) {
          const isSlow = slow.heard(mine(problem))
          if (isSlow && tries < mostTries && !ending.aborted) continue
          failed(item, problem)
          return undefined
        }
      }
    },
  }
}

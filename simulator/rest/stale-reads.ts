import { sidOf } from './lagging.ts'
import type { Answer } from './route.ts'

/** Earlier states of changed resources, for reads that lag behind changes. */
export interface StaleReads {
  /** Records a resource's state right before a change. */
  readonly changed: (address: string, before: Answer) => void
  /** The answer to a read as it was at that time, as far as it is recorded. */
  readonly asOf: (then: number, address: string, answer: Answer) => Answer
  readonly clear: () => void
}

interface Change {
  readonly at: number
  readonly before: Answer
}

const mostRemembered = 10_000

/**
 * Identifies a resource by its SID, in lists too, and also by its address, because it has no body after its deletion.
 */
export function createStaleReads(now: () => number): StaleReads {
  const changes = new Map<string, Change[]>()
  return {
    changed(address, before) {
      const sid = sidOf(before.body)
      for (const name of sid === undefined ? [address] : [address, sid]) {
        changes.set(name, [...(changes.get(name) ?? []), { at: now(), before }])
        const [oldest] = changes.keys()
        if (changes.size > mostRemembered && oldest !== undefined) changes.delete(oldest)
      }
    },
    asOf(then, address, answer) {
      const since = (name: string | undefined): Answer | undefined =>
        name === undefined ? undefined : changes.get(name)?.find(({ at }) => at > then)?.before
      const whole = since(sidOf(answer.body)) ?? since(address)
      if (whole !== undefined) return whole
      if (answer.status >= 400 || typeof answer.body !== 'object' || answer.body === null) return answer
      const lists = Object.entries(answer.body).map(([key, value]) => [
        key,
        Array.isArray(value) ? value.map((item) => since(sidOf(item))?.body ?? item) : value,
      ])
      return { ...answer, body: Object.fromEntries(lists) }
    },
    clear: () => changes.clear(),
  }
}

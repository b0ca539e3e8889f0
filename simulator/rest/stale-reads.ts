import { sidOf } from './lagging.ts'
import type { Answer } from './route.ts'

/** What resources looked like before they were changed, for reads that lag behind changes. */
export interface StaleReads {
  /** A resource is changed now; until now it looked so. */
  readonly changed: (address: string, before: Answer) => void
  /** The answer to a read as it would have been then, as far as that is known. */
  readonly asOf: (then: number, address: string, answer: Answer) => Answer
  readonly clear: () => void
}

interface Change {
  readonly at: number
  readonly before: Answer
}

const mostRemembered = 10_000

/** A resource is known by its SID, in lists too, and by its address once it is deleted. */
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

import { randomBytes } from 'node:crypto'

/** Makes a new SID with the given two-letter prefix. */
export type NewSid = (prefix: string) => string

export interface Sids {
  readonly newSid: NewSid
  /** The SID's age in milliseconds. Only the latest SIDs are remembered. */
  readonly ageOf: (sid: string) => number
  /** Everything created inside `make` counts as old, so that lagging reads show it. */
  readonly asIfLong: <T>(make: () => T) => T
}

const mostRemembered = 20_000

/**
 * Makes SIDs that count upwards, so that a reader can follow them in a log. The middle part differs for each start, and
 * the counter survives a reset: an application that remembers SIDs must never meet one twice.
 */
export function createSids(now: () => number): Sids {
  const run = randomBytes(5).toString('hex')
  const madeAt = new Map<string, number>()
  let made = 0
  let isLong = false
  return {
    newSid(prefix) {
      made += 1
      const sid = `${prefix}${run}${made.toString(16).padStart(22, '0')}`
      if (!isLong) madeAt.set(sid, now())
      const [oldest] = madeAt.keys()
      if (madeAt.size > mostRemembered && oldest !== undefined) madeAt.delete(oldest)
      return sid
    },
    asIfLong(make) {
      const before = isLong
      isLong = true
      try {
        return make()
      } finally {
        isLong = before
      }
    },
    ageOf: (sid) => now() - (madeAt.get(sid) ?? Number.NEGATIVE_INFINITY),
  }
}

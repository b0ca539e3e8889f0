import { randomBytes } from 'node:crypto'

/** Makes a new SID with the given two-letter prefix. */
export type NewSid = (prefix: string) => string

export interface Sids {
  readonly newSid: NewSid
  /** How long ago (ms) it was made. Only the latest ones are remembered. */
  readonly ageOf: (sid: string) => number
  /** Whatever is made meanwhile counts as having been there for long. */
  readonly asIfLong: <T>(make: () => T) => T
}

const mostRemembered = 20_000

/**
 * SIDs that count upwards, so that a person can follow them in a log. The middle part differs from start to start
 * and the counter survives a reset: a listener that remembers SIDs must never meet one twice.
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

import { randomBytes } from 'node:crypto'

/** Makes a new SID with the given two-letter prefix. */
export type NewSid = (prefix: string) => string

/**
 * SIDs that count upwards, so that a person can follow them in a log. The middle part differs from start to start
 * and the counter survives a reset: a listener that remembers SIDs must never meet one twice.
 */
export function createSids(): NewSid {
  const run = randomBytes(5).toString('hex')
  let made = 0
  return (prefix) => {
    made += 1
    return `${prefix}${run}${made.toString(16).padStart(22, '0')}`
  }
}

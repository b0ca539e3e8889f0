import { hash } from 'node:crypto'

/**
 * How many ids a record remembers. Twilio redelivers hours later, even after the escalation has ended, so the ids
 * belong to the conversation and not to the escalation. A chat with video has 20 to 40 facts; 300 leaves room for a
 * long day of reconnections.
 */
const memory = 300

/** 66 bits of a digest: short enough to keep hundreds, long enough to avoid collisions within one conversation. */
const digest = (id: string) => hash('sha256', id, 'base64url').slice(0, 11)

export const hasSeen = (seen: readonly string[], id: string): boolean => seen.includes(digest(id))
export const remember = (seen: readonly string[], id: string): readonly string[] => [
  ...seen.slice(1 - memory),
  digest(id),
]

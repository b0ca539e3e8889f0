import { hash } from 'node:crypto'

/**
 * Twilio redelivers hours later, also after the escalation has ended, so the memory belongs to the conversation and not
 * to the escalation. A chat with video has 20 to 40 facts; 300 leaves room for a long day of reconnecting.
 */
const memory = 300

/** 66 bits of a digest: short enough to keep hundreds, long enough never to meet by chance within one conversation. */
const digest = (id: string) => hash('sha256', id, 'base64url').slice(0, 11)

export const hasSeen = (seen: readonly string[], id: string): boolean => seen.includes(digest(id))
export const remember = (seen: readonly string[], id: string): readonly string[] => [
  ...seen.slice(1 - memory),
  digest(id),
]

/** The feature's name: in Redis keys, queues, timelines and logs. */
export const feature = 'media-streams'

/**
 * `esc-<reservation>`, and `-2`, `-3` for the streams after the first of the same reservation. Unique in the call, and
 * an agent who comes back has a new reservation: a late stop can never hit another agent's stream.
 */
export const streamName = (reservationSid: string, n: number) =>
  n === 1 ? `esc-${reservationSid}` : `esc-${reservationSid}-${n}`

/** Returns the number in such a name. */
export const numberIn = (name: string): number => Number(/-(\d+)$/.exec(name)?.[1] ?? 1)

/** Numbers that one write to the task allows, so that few writes are needed. */
const block = 8

/** Returns how many numbers to allow to include this one. */
export const allowing = (n: number): number => Math.ceil(n / block) * block

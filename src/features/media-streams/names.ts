/** The feature's name: in Redis keys, queues, timelines and logs. */
export const feature = 'media-streams'

/**
 * `esc-<reservation>`, and `-2`, `-3` for the streams after the first of the same reservation. Unique in the call, and an
 * agent who comes back has a new reservation: a stop that arrives late can never hit somebody else's stream.
 */
export const streamName = (reservationSid: string, n: number) =>
  n === 1 ? `esc-${reservationSid}` : `esc-${reservationSid}-${n}`

/** The number in such a name. */
export const numberIn = (name: string): number => Number(/-(\d+)$/.exec(name)?.[1] ?? 1)

/** How many numbers the task allows at once, so that few writes are needed. */
const block = 8

/** As many as make this number one of them. */
export const allowing = (n: number): number => Math.ceil(n / block) * block

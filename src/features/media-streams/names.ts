/**
 * `esc-<reservation>`, and `-2`, `-3` for the streams after the first of the same reservation. Unique in the call, and an
 * agent who comes back has a new reservation: a stop that arrives late can never hit somebody else's stream.
 */
export const streamName = (reservationSid: string, n: number) =>
  n === 1 ? `esc-${reservationSid}` : `esc-${reservationSid}-${n}`

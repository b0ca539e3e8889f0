import type { State, Stream } from './model.ts'

/** A stream that ran so long (ms) says nothing of trouble at its destination. */
const steadyFor = 600_000
/**
 * Before a lost stream is started again (ms): first just long enough to hear whether the call is over, then longer and
 * longer, for as long as the call lasts.
 */
const pauses = [1_000, 2_000, 5_000, 15_000, 60_000, 300_000] as const
/** Streams that others started on the leg end without a word to us. */
const fullFor = 20_000

/** How often in a row the destination has lost the last stream of a reservation. */
export function lossesOf({ streams }: State, reservationSid: string): number {
  const theirs = streams.filter((each) => each.reservationSid === reservationSid && each.phase === 'over')
  const before = theirs.findLastIndex(({ why, startedAt, overAt }) => {
    const ran = (overAt ?? 0) - (startedAt ?? overAt ?? 0)
    return why !== 'lost' || ran >= steadyFor
  })
  const isSteadyLast = before === theirs.length - 1 && theirs.at(-1)?.why === 'lost'
  return isSteadyLast ? 1 : theirs.length - 1 - before
}

/** How long (ms) nothing is started in place of a stream that is over. */
export function pauseAfter(state: State, { why, reservationSid }: Stream): number {
  if (why === 'full') return fullFor
  const losses = lossesOf(state, reservationSid)
  return pauses[Math.min(losses, pauses.length) - 1] ?? pauses[0]
}

/** What is not heard to fail for so long (ms) runs, also where Twilio's word of its start was lost. */
const runsAfter = 60_000

/** It was started in place of a lost one, and nobody has told that its destination takes it: the next loss may be near. */
export function isDoubtful({ streams }: State, stream: Stream, at: number): boolean {
  if (stream.isConfirmed || (stream.phase !== 'starting' && stream.phase !== 'on')) return false
  const before = streams.filter((each) => each.reservationSid === stream.reservationSid && each !== stream).at(-1)
  return before?.why === 'lost' && at - (stream.startedAt ?? at) < runsAfter
}

/** Whoever has been missed for long enough, while the call goes on, is started again. */
export const missed = (state: State, at: number): State => ({
  ...state,
  streams: state.streams.map((each) => {
    const isMissed = isMissable(each) && at - (each.overAt ?? at) >= pauseAfter(state, each) - slack
    return isMissed ? { ...each, isMissed } : each
  }),
})

/** Timers come early, and clocks differ. */
const slack = 900
export const isMissable = ({ why, isMissed }: Stream): boolean => !isMissed && (why === 'lost' || why === 'full')

/** One stream less: there may be room for one that found none. */
export const freed = (state: State): State => ({
  ...state,
  streams: state.streams.map((each) => (each.why === 'full' ? { ...each, isMissed: true } : each)),
})

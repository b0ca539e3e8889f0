import type { State, Stream } from './model.ts'

/** A stream that ran this long (ms) does not point to a problem at its destination. */
const steadyFor = 600_000
/**
 * How long (ms) to wait before restarting a lost stream: first just long enough to learn whether the call is over, then
 * longer and longer, for as long as the call lasts.
 */
const pauses = [1_000, 2_000, 5_000, 15_000, 60_000, 300_000] as const
/** How long (ms) to wait for room on the leg: streams of other applications end without an event to us. */
const fullFor = 20_000

/** Counts how often in a row the destination has lost the reservation's last stream. */
export function lossesOf({ streams }: State, reservationSid: string): number {
  const own = streams.filter((each) => each.reservationSid === reservationSid && each.phase === 'over')
  const before = own.findLastIndex(({ why, startedAt, overAt }) => {
    const ran = (overAt ?? 0) - (startedAt ?? overAt ?? 0)
    return why !== 'lost' || ran >= steadyFor
  })
  const isSteadyLast = before === own.length - 1 && own.at(-1)?.why === 'lost'
  return isSteadyLast ? 1 : own.length - 1 - before
}

/** How long (ms) to wait before replacing a stream that is over. */
export function pauseAfter(state: State, { why, reservationSid }: Stream): number {
  if (why === 'full') return fullFor
  const losses = lossesOf(state, reservationSid)
  return pauses[Math.min(losses, pauses.length) - 1] ?? pauses[0]
}

/** A stream without a reported failure for this long (ms) runs, even if Twilio's event of its start was lost. */
const runsAfter = 60_000

/** Tells whether a stream replaces a lost one and its destination has not confirmed it: it may soon be lost, too. */
export function isDoubtful({ streams }: State, stream: Stream, at: number): boolean {
  if (stream.isConfirmed || (stream.phase !== 'starting' && stream.phase !== 'on')) return false
  const before = streams.filter((each) => each.reservationSid === stream.reservationSid && each !== stream).at(-1)
  return before?.why === 'lost' && at - (stream.startedAt ?? at) < runsAfter
}

/** Marks streams that have been missing long enough while the call goes on, so that they restart. */
export const missed = (state: State, at: number): State => ({
  ...state,
  streams: state.streams.map((each) => {
    const isMissed = isMissable(each) && at - (each.overAt ?? at) >= pauseAfter(state, each) - slack
    return isMissed ? { ...each, isMissed } : each
  }),
})

/** Timers fire early, and clocks differ (ms). */
const slack = 900
export const isMissable = ({ why, isMissed }: Stream): boolean => !isMissed && (why === 'lost' || why === 'full')

/** A stream has ended, so there may be room for one that found none. */
export const freed = (state: State): State => ({
  ...state,
  streams: state.streams.map((each) => (each.why === 'full' ? { ...each, isMissed: true } : each)),
})

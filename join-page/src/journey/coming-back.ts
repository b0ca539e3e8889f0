import type { Decision, Journey } from './model.ts'
import { askForSeat } from './moves.ts'

/** Thirty tries take about four minutes with their pauses. The server waits five minutes for a participant who disconnected. */
const most = 30
const pause = 1_000
const longestPause = 10_000
/** Where no media flows the SDK takes 45 s to see it, each time anew: three such rooms are enough. */
const roomLostAtOnce = 10

/**
 * The room was lost to the network: the page asks for its seat again by itself, with camera and microphone as they are. The
 * pauses grow by a second. A room that was held for a minute makes the next break a new one (`room.held`).
 *
 * @returns undefined when it has tried often enough
 */
export function comeBack(journey: Journey, after: 'room' | 'try'): Decision | undefined {
  const isAgain = journey.tries > 0
  const tries = journey.tries + (after === 'room' && isAgain ? roomLostAtOnce : 1)
  if (tries > most) return undefined
  return askForSeat({ ...journey, tries }, { after: Math.min((tries - 1) * pause, longestPause) })
}

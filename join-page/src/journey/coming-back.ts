import type { Decision, Journey } from './model.ts'
import { askForSeat } from './moves.ts'

/** 30 tries take about four minutes with their pauses. The server waits five minutes for a disconnected participant. */
const most = 30
const pause = 1_000
const longestPause = 10_000
/**
 * A room lost at once counts as this many tries: the SDK takes 45 s to notice that no media flows, so three are enough.
 */
const roomLostAtOnce = 10

/**
 * Requests the seat again after the network lost the room, with camera and microphone as they are. Each pause is a
 * second longer. After a minute in the room the next break counts as a new one (`room.held`).
 *
 * @returns undefined after the last try
 */
export function comeBack(journey: Journey, after: 'room' | 'try'): Decision | undefined {
  const isAgain = journey.tries > 0
  const tries = journey.tries + (after === 'room' && isAgain ? roomLostAtOnce : 1)
  if (tries > most) return undefined
  return askForSeat({ ...journey, tries }, { after: Math.min((tries - 1) * pause, longestPause) })
}

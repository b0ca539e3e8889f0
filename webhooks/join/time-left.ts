import { type Escalation, isIn, isSide } from '../../src/features/video-escalation/contract.ts'

/** From this many minutes on, every participant sees how many are left. */
const announcedMinutes = 2
const minute = 60_000

/**
 * Twilio disconnects each participant after `mostMs`. The first of the two to go ends the call for both.
 *
 * @returns undefined while there is more time, and from a minute after the end, when a participant is only left in the
 *   record
 */
export function minutesLeft(
  participants: Escalation['participants'],
  { mostMs, now }: { readonly mostMs: number; readonly now: number },
): number | undefined {
  const ends = participants.filter((each) => isSide(each) && isIn(each)).map(({ from }) => from + mostMs)
  const left = Math.ceil((Math.min(...ends.filter((end) => end > now - minute)) - now) / minute)
  return left > announcedMinutes ? undefined : Math.max(left, 1)
}

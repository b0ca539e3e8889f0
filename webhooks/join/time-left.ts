import { type Escalation, isIn, isSide } from '../../src/features/video-escalation/contract.ts'

/** From so many minutes on, everybody in the call reads how many are left. */
const told = 2
const minute = 60_000

/**
 * Twilio puts each participant out when they have been connected for `mostMs`. The first of the two ends the call for both.
 *
 * @returns undefined while there is more time; also a minute after the end, when a participant is there in the record alone
 */
export function minutesLeft(
  participants: Escalation['participants'],
  { mostMs, now }: { readonly mostMs: number; readonly now: number },
): number | undefined {
  const ends = participants.filter((each) => isSide(each) && isIn(each)).map(({ from }) => from + mostMs)
  const left = Math.ceil((Math.min(...ends.filter((end) => end > now - minute)) - now) / minute)
  return left > told ? undefined : Math.max(left, 1)
}

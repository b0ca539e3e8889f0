import { isConnected } from '../conference-life.ts'
import type { Call, Seat } from '../model.ts'
import { tones } from '../phone/tones.ts'

/**
 * The tones in Hz from a participant's phone. Mute and hold have no effect: Twilio takes a stream's inbound track where
 * the leg comes in.
 */
export const says = ({ tone }: Call): readonly number[] => [tone]

/**
 * The tones that a participant hears: everybody else in the conference, or the party outside; music when alone, on
 * hold, waiting or queued.
 */
export function hears({ seat, outside }: Call): readonly number[] {
  if (outside !== null) return [outside]
  if (seat === null || seat.hold || isWaiting(seat)) return [tones.music]
  const others = [...seat.conference.seats.values()].filter((each) => each !== seat)
  return others.length === 0 ? [tones.music] : others.flatMap(letThrough).sort((a, b) => a - b)
}

/** Other participants are connected, but none of them starts the conference. */
const isWaiting = ({ conference }: Seat): boolean =>
  conference.status === 'init' && [...conference.seats.values()].filter(isConnected).length > 1

const letThrough = (seat: Seat): readonly number[] => (isSilent(seat) ? [] : says(seat.call))

const isSilent = (seat: Seat): boolean => seat.muted || seat.hold || seat.coaches !== null || !isConnected(seat)

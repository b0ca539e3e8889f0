import { isConnected } from '../conference-life.ts'
import type { Call, Seat } from '../model.ts'
import { tones } from '../phone/tones.ts'

/**
 * What comes from a party's phone, as tones in Hz. Whether it is muted or on hold is the conference's business: Twilio takes the
 * stream's inbound track where the leg comes in.
 */
export const says = ({ tone }: Call): readonly number[] => [tone]

/** What a party hears: everybody else in the conference, or whom it talks to outside; alone, on hold, waiting or in a queue, music. */
export function hears({ seat, outside }: Call): readonly number[] {
  if (outside !== null) return [outside]
  if (seat === null || seat.hold || isWaiting(seat)) return [tones.music]
  const others = [...seat.conference.seats.values()].filter((each) => each !== seat)
  return others.length === 0 ? [tones.music] : others.flatMap(letThrough).sort((a, b) => a - b)
}

/** Others are there, and nobody yet whose coming starts the conference. */
const isWaiting = ({ conference }: Seat): boolean =>
  conference.status === 'init' && [...conference.seats.values()].filter(isConnected).length > 1

const letThrough = (seat: Seat): readonly number[] => (isSilent(seat) ? [] : says(seat.call))

const isSilent = (seat: Seat): boolean => seat.muted || seat.hold || seat.coaches !== null || !isConnected(seat)

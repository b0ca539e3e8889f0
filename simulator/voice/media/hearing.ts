import type { Call, Seat } from '../model.ts'
import { tones } from '../phone/tones.ts'

/**
 * What comes from a party's phone, as tones in Hz. Whether it is muted or on hold is the conference's business: Twilio takes the
 * stream's inbound track where the leg comes in.
 */
export const says = ({ tone }: Call): readonly number[] => [tone]

/** What a party hears: everybody else in the conference; alone, on hold or in no conference, music. */
export function hears({ seat }: Call): readonly number[] {
  if (seat === null || seat.hold) return [tones.music]
  const others = [...seat.conference.seats.values()].filter((each) => each !== seat)
  return others.length === 0 ? [tones.music] : others.flatMap(letThrough).sort((a, b) => a - b)
}

const letThrough = ({ call, muted, hold }: Seat): readonly number[] => (muted || hold ? [] : says(call))

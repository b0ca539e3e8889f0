import type { Call, Seat } from '../model.ts'
import { tones } from '../phone/tones.ts'

/** What a party says, as tones in Hz: its own, unless it is muted or on hold. */
export function says({ seat, tone }: Call): readonly number[] {
  return seat?.muted === true || seat?.hold === true ? [] : [tone]
}

/** What a party hears: everybody else in the conference; alone, on hold or in no conference, music. */
export function hears({ seat }: Call): readonly number[] {
  if (seat === null || seat.hold) return [tones.music]
  const others = [...seat.conference.seats.values()].filter((each) => each !== seat)
  return others.length === 0 ? [tones.music] : others.flatMap(voice).sort((a, b) => a - b)
}

const voice = ({ call }: Seat): readonly number[] => says(call)

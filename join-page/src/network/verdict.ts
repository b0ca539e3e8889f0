import { quality } from '../call/quality.ts'

/** What a network is for a call. `blocked` is a guess before one and holds nobody back. */
export type Verdict = 'good' | 'weak' | 'blocked'

/** What came of sending through Twilio's relays. Times in ms, there and back. */
export type Measured =
  | { readonly isOpen: false }
  | {
      readonly isOpen: true
      readonly sent: number
      readonly roundTrips: readonly number[]
      /** How the browser reaches the relays; undefined where it does not say. */
      readonly transport: string | undefined
    }

/**
 * A network is as good as a call over it would be, by the measure of calls. Where only TCP gets through it is weak: one lost packet
 * holds up the picture and the voice behind it.
 */
export function verdictOf(measured: Measured): Verdict {
  if (!measured.isOpen) return 'blocked'
  const { sent, roundTrips, transport } = measured
  if (transport !== undefined && transport !== 'udp') return 'weak'
  const packets = roundTrips.length
  const roundTrip = [...roundTrips].sort((left, right) => left - right)[Math.floor(packets / 2)]
  const level = quality(undefined, {
    packets,
    lost: sent - packets,
    roundTrip,
    jitter: undefined,
    frameRate: undefined,
  })
  return level !== undefined && level >= 3 ? 'good' : 'weak'
}

import { quality } from '../call/quality.ts'

/** How suitable a network is for a call. Before a call `blocked` is a guess, and nobody is kept from joining. */
export type Verdict = 'good' | 'weak' | 'blocked'

/** The result of the test through Twilio's relays. Round trips in ms. */
export type Measured =
  | { readonly isOpen: false }
  | {
      readonly isOpen: true
      readonly sent: number
      readonly roundTrips: readonly number[]
      /** How the browser reaches the relays; undefined if the browser does not report it. */
      readonly transport: string | undefined
    }

/**
 * Grades a network with the scale for calls. A network that lets only TCP through is weak, because one lost packet
 * delays the video and the sound after it.
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

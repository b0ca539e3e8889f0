import type { Escalation, EventOf, Settings } from './model.ts'
import { roleOf } from './names.ts'
import { isHere } from './presence.ts'

type SeatRequest = Pick<EventOf<'seat.requested'>, 'identity' | 'device' | 'consents'>

/** More devices than a customer has. Any further device has to agree. */
const mostWithout = 20

/**
 * Tells whether a customer must agree before getting a seat: always, unless nobody can be recorded. A recording that
 * was switched off still counts, because Twilio may not have stopped it yet. So no order of events records anybody who
 * did not agree.
 */
export const isConsentNeeded = (video: Escalation, settings: Settings): boolean =>
  settings.mayRecord || video.isRecorded || video.wasRecorded || video.withoutConsent.length >= mostWithout

/**
 * Records a device's consent, which also covers its earlier seats. Devices without a name are not covered: there may be
 * several.
 */
export function withConsent<V extends Escalation>(
  video: V,
  { identity, device, consents }: SeatRequest,
  at: number,
): V {
  if (!consents) return video
  const isOfDevice = (seat: Seat) => device !== '' && seat.identity === identity && seat.device === device
  const withoutConsent = video.withoutConsent.filter((seat) => !isOfDevice(seat))
  return { ...video, withoutConsent, customer: { ...video.customer, consentedAt: at } }
}

/** Records a seat given without consent. Its token stays valid in this room, so the holder may join at any time. */
export function withoutConsent<V extends Escalation>(video: V, { identity, device, consents }: SeatRequest): V {
  if (consents) return video
  const others = video.withoutConsent.filter((seat) => seat.identity !== identity || seat.device !== device)
  return { ...video, withoutConsent: [...others, { identity, device }] }
}

type Seat = Escalation['withoutConsent'][number]

/**
 * Tells whether anybody in the room, or with a seat for it, has not agreed. Older records only know whether anybody
 * ever agreed.
 */
export function isConsentMissing({ withoutConsent, customer, participants, seats }: Escalation): boolean {
  if (withoutConsent.length > 0) return true
  const isSeatGiven = Object.keys(seats).some((identity) => roleOf(identity) === 'customer')
  return customer.consentedAt === undefined && (isSeatGiven || isHere(participants, 'customer'))
}

import type { Escalation, EventOf, Settings } from './model.ts'
import { roleOf } from './names.ts'
import { isHere } from './presence.ts'

type Asked = Pick<EventOf<'seat.requested'>, 'identity' | 'device' | 'consents'>

/** More devices than a customer has. The next one has to agree. */
const mostWithout = 20

/**
 * Whoever gets a customer's seat agrees first, unless nobody can be recorded. A recording that was switched off counts as
 * well: Twilio may not have done it yet. So no order of events has anybody recorded who did not agree.
 */
export const isConsentNeeded = (video: Escalation, settings: Settings): boolean =>
  settings.mayRecord || video.isRecorded || video.wasRecorded || video.withoutConsent.length >= mostWithout

/** A device that agrees does so for every seat it got before. Several devices may be without a name, so these cannot. */
export function withConsent<V extends Escalation>(video: V, { identity, device, consents }: Asked, at: number): V {
  if (!consents) return video
  const isTheirs = (seat: Seat) => device !== '' && seat.identity === identity && seat.device === device
  const withoutConsent = video.withoutConsent.filter((seat) => !isTheirs(seat))
  return { ...video, withoutConsent, customer: { ...video.customer, consentedAt: at } }
}

/** A seat's token is good in this room whatever happens to the seat, so its holder may come in at any time. */
export function withoutConsent<V extends Escalation>(video: V, { identity, device, consents }: Asked): V {
  if (consents) return video
  const others = video.withoutConsent.filter((seat) => seat.identity !== identity || seat.device !== device)
  return { ...video, withoutConsent: [...others, { identity, device }] }
}

type Seat = Escalation['withoutConsent'][number]

/** Somebody in the room, or on the way there, has not agreed. Older records know only whether anybody ever did. */
export function isAnybodyUntold({ withoutConsent, customer, participants, seats }: Escalation): boolean {
  if (withoutConsent.length > 0) return true
  const isSeatGiven = Object.keys(seats).some((identity) => roleOf(identity) === 'customer')
  return customer.consentedAt === undefined && (isSeatGiven || isHere(participants, 'customer'))
}

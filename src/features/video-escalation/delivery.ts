import { unchanged } from '../../core/feature.ts'
import { invite } from './commands.ts'
import { isUnderWay } from './handover.ts'
import type { Decision, Escalation, EventOf, Live, Settings, State } from './model.ts'
import { outsideWindow } from './undelivered.ts'

type Delivery = EventOf<'delivery.changed'>

/**
 * Handles an invite that Twilio accepted. Its message is known from now on, so an earlier receipt for it is applied.
 */
export function invitePosted(state: State, event: EventOf<'invite.posted'>, settings: Settings): Decision {
  const { video } = state
  if (video.phase === 'idle' || video.id !== event.escalationId) return unchanged(state)
  const { messageSid, number = video.invites, isTemplate = false } = event
  const isLate = number < (video.sentInvite?.invite ?? 0)
  if (messageSid === undefined || isLate) return unchanged({ ...state, video: { ...video, isInvited: true } })
  const early = video.earlyFailures.find((each) => each.messageSid === messageSid)
  const sentInvite = { invite: number, messageSid, isTemplate, isDelivered: false }
  const next: State = { ...state, video: { ...video, isInvited: true, sentInvite, earlyFailures: [] } }
  return early ? deliveryChanged(next, early, settings) : unchanged(next)
}

/** Applies a receipt. Receipts for other messages and older invites say nothing about the customer's current link. */
export function deliveryChanged(state: State, event: Delivery, settings: Settings): Decision {
  const { video } = state
  if (!isUnderWay(video)) return unchanged(state)
  const { sentInvite } = video
  if (sentInvite?.messageSid !== event.messageSid) return unchanged(withEarlyFailure(state, video, event))
  if (sentInvite.isDelivered) return unchanged(state)
  const { failure: _, ...sent } = sentInvite
  if (event.is === 'delivered')
    return unchanged({ ...state, video: { ...video, sentInvite: { ...sent, isDelivered: true } } })
  if (event.code === outsideWindow && mayUseTemplate(video, settings)) return asTemplate(state, video)
  const { at, code } = event
  const failure = { at, ...(code !== undefined && { code }) }
  return unchanged({ ...state, video: { ...video, sentInvite: { ...sent, failure } } })
}

/**
 * Keeps a failure for later: the webhook may arrive before the response to our own request, which names our message.
 */
function withEarlyFailure(state: State, video: Live, event: Delivery): State {
  const isAwaited = video.invites > (video.sentInvite?.invite ?? 0)
  const others = video.earlyFailures.filter((each) => each.messageSid !== event.messageSid)
  const isRelevant = event.is === 'undelivered' || others.length < video.earlyFailures.length
  if (!isAwaited || !isRelevant) return state
  const earlyFailures = event.is === 'undelivered' ? [...others.slice(-4), event] : others
  return { ...state, video: { ...video, earlyFailures } }
}

/** Allows one template per invite, and none if a newer invite is on its way or the link is dead. */
const mayUseTemplate = ({ sentInvite, invites, isInvited, link, customer }: Escalation, settings: Settings): boolean =>
  settings.hasTemplate &&
  isInvited &&
  sentInvite?.invite === invites &&
  !sentInvite.isTemplate &&
  !link.isRevoked &&
  !customer.isRemoved

/** Sends the same link again as a template, which WhatsApp accepts at any time. */
export function asTemplate(state: State, video: Live): Decision {
  const invites = video.invites + 1
  return { state: { ...state, video: { ...video, invites } }, effects: [invite(video, invites, true)] }
}

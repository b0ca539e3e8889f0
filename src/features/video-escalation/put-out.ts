import type { Decision, Effect, Escalation, Participant, State } from './model.ts'
import { linkGenerationOf, roleOf } from './names.ts'

type Known = Pick<Escalation, 'link' | 'customer'>

/**
 * Tells whether a customer's seat is dead: a newer link replaced its link, the agent revoked it, or removed the
 * customer.
 */
export function isSeatDead({ link, customer }: Known, identity: string): boolean {
  if (roleOf(identity) !== 'customer') return false
  const isOlder = link.hasOwnSeats && linkGenerationOf(identity) < link.generation
  return customer.isRemoved || link.isRevoked || isOlder
}

export const isLinkDead = (link: Escalation['link'], generation: number): boolean =>
  link.isRevoked || generation < link.generation

/**
 * Ends participants on dead seats. A token is valid for longer than its seat, so this includes participants who join
 * later, and those whose events arrive late: they count until their link died.
 */
export function withoutDeadSeats<V extends Escalation>(video: V, at: number): V {
  const isNewlyOut = ({ identity, outAt }: Participant) => outAt === undefined && isSeatDead(video, identity)
  if (!video.participants.some(isNewlyOut)) return video
  const diedAt = video.customer.isRemoved ? at : video.link.issuedAt
  const participants = video.participants.map((each) =>
    isNewlyOut(each) ? { ...each, outAt: Math.max(each.from, diedAt) } : each,
  )
  return { ...video, participants }
}

/** Removes participants on dead seats, each connection once. A post-pass, so no decision has to do this itself. */
export function putOut(before: State, decision: Decision, at: number): Decision {
  if (decision.state.video.phase === 'idle') return decision
  const video = withoutDeadSeats(decision.state.video, at)
  const next = { ...decision, state: { ...decision.state, video } }
  if (video.phase !== 'open') return next
  const { roomSid } = video
  const requested = before.video.phase === 'open' ? before.video.participants.filter(isOut).map(sidOf) : []
  const removals = video.participants
    .filter((each) => isOut(each) && each.until === undefined && !requested.includes(sidOf(each)))
    .map((each): Effect => ({ type: 'participant.remove', roomSid, participantSid: sidOf(each) }))
  return { ...next, effects: [...next.effects, ...removals] }
}

const isOut = ({ outAt }: Participant) => outAt !== undefined
const sidOf = ({ participantSid }: Participant) => participantSid

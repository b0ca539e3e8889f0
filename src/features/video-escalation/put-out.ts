import type { Decision, Effect, Escalation, Participant, State } from './model.ts'
import { linkGenerationOf, roleOf } from './names.ts'

type Known = Pick<Escalation, 'link' | 'customer'>

/** A customer's seat dies with its link: a newer link took its place, the agent revoked it, or put the customer out. */
export function isSeatDead({ link, customer }: Known, identity: string): boolean {
  if (roleOf(identity) !== 'customer') return false
  const isOlder = link.hasOwnSeats && linkGenerationOf(identity) < link.generation
  return customer.isRemoved || link.isRevoked || isOlder
}

export const isLinkDead = (link: Escalation['link'], generation: number): boolean =>
  link.isRevoked || generation < link.generation

/**
 * Marks the people on dead seats. A seat's token is good for longer than the seat, so this holds also for those who come in
 * later, and for those of whom is heard late: they count until their link died.
 */
export function withoutDeadSeats<V extends Escalation>(video: V, at: number): V {
  const isNews = ({ identity, outAt }: Participant) => outAt === undefined && isSeatDead(video, identity)
  if (!video.participants.some(isNews)) return video
  const diedAt = video.customer.isRemoved ? at : video.link.issuedAt
  const participants = video.participants.map((each) =>
    isNews(each) ? { ...each, outAt: Math.max(each.from, diedAt) } : each,
  )
  return { ...video, participants }
}

/** Whatever rule changed the state, people on dead seats go, each connection once. Rules need not think of it. */
export function putOut(before: State, decision: Decision, at: number): Decision {
  if (decision.state.video.phase === 'idle') return decision
  const video = withoutDeadSeats(decision.state.video, at)
  const next = { ...decision, state: { ...decision.state, video } }
  if (video.phase !== 'open') return next
  const { roomSid } = video
  const asked = before.video.phase === 'open' ? before.video.participants.filter(isOut).map(sidOf) : []
  const removals = video.participants
    .filter((each) => isOut(each) && each.until === undefined && !asked.includes(sidOf(each)))
    .map((each): Effect => ({ type: 'participant.remove', roomSid, participantSid: sidOf(each) }))
  return { ...next, effects: [...next.effects, ...removals] }
}

const isOut = ({ outAt }: Participant) => outAt !== undefined
const sidOf = ({ participantSid }: Participant) => participantSid

import type { Step } from '../../core/feature.ts'
import type { Effect, Escalation, Person, State } from './model.ts'
import { linkGenerationOf, roleOf } from './names.ts'

type Rule = Step<State, Effect>
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
  const isNews = ({ identity, outAt }: Person) => outAt === undefined && isSeatDead(video, identity)
  if (!video.people.some(isNews)) return video
  const diedAt = video.customer.isRemoved ? at : video.link.issuedAt
  const people = video.people.map((each) => (isNews(each) ? { ...each, outAt: Math.max(each.from, diedAt) } : each))
  return { ...video, people }
}

/** Whatever rule changed the state, people on dead seats go, each connection once. Rules need not think of it. */
export function putOut(before: State, step: Rule, at: number): Rule {
  if (step.state.video.phase === 'idle') return step
  const video = withoutDeadSeats(step.state.video, at)
  const next = { ...step, state: { ...step.state, video } }
  if (video.phase !== 'open') return next
  const { roomSid } = video
  const asked = before.video.phase === 'open' ? before.video.people.filter(isOut).map(sidOf) : []
  const removals = video.people
    .filter((each) => isOut(each) && each.until === undefined && !asked.includes(sidOf(each)))
    .map((each): Effect => ({ type: 'person.remove', roomSid, participantSid: sidOf(each) }))
  return { ...next, effects: [...next.effects, ...removals] }
}

const isOut = ({ outAt }: Person) => outAt !== undefined
const sidOf = ({ participantSid }: Person) => participantSid

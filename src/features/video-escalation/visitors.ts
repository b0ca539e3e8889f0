import { refuse, unchanged } from '../../core/feature.ts'
import { wake } from './commands.ts'
import { isConsentNeeded, withConsent, withoutConsent } from './consent.ts'
import { isUnderWay } from './handover.ts'
import type { Decision, Escalation, EventOf, Live, Settings, State } from './model.ts'
import { onlyFrom, withStep } from './page-steps.ts'
import { isSeatDead } from './put-out.ts'
import { hasHandedOver, isServed } from './serving.ts'
import { supervisorSeated } from './supervisors.ts'

const isOver = { code: 'ended', message: 'This video has ended.', retryable: false }

const removed = { code: 'removed', message: 'The agent has ended your part of this call.', retryable: false }
const replaced = { code: 'revoked', message: 'This link was replaced by a newer one.', retryable: false }

/**
 * Gives a seat to a visitor with a right to one, and creates the next room if Twilio closed the idle one. A customer
 * may have to wait for an agent.
 */
export function seatRequested(state: State, event: EventOf<'seat.requested'>, settings: Settings): Decision {
  const video = liveOf(state, event.escalationId)
  if (!video) return refuse(state, isOver)
  if (event.role === 'agent') return agentSeated(state, video, event)
  if (event.role === 'supervisor') return supervisorSeated(state, video, event, settings)
  if (isSeatDead(video, event.identity)) return refuse(state, video.customer.isRemoved ? removed : replaced)
  if (isTaken(video, event) && !event.takesOver)
    return refuse(state, { code: 'seat-taken', message: 'The call is open on another device.', retryable: false })
  if (isConsentNeeded(video, settings) && !event.consents)
    return refuse(state, { code: 'consent-needed', message: 'This call may be recorded.', retryable: false })
  const mustWait = settings.hasWaitingRoom && !isServed(state, video)
  const seat = withConsent(withSeat(video, event), event, event.at)
  const own = event.takesOver ? onlyFrom(seat.customer, event.device) : seat.customer
  const customer = { ...own, isWaiting: mustWait }
  if (!mustWait) return seated(state, withoutConsent({ ...seat, customer }, event))
  const wait = { code: 'agent-not-here', message: 'The agent is not there yet.', retryable: true }
  return refuse({ ...state, video: { ...seat, customer } }, wait)
}

const handedOver = { code: 'handed-over', message: 'You handed this conversation over.', retryable: false }

/** Seats an agent, and records which agent the identity belongs to. */
function agentSeated(state: State, before: Live, event: EventOf<'seat.requested'>): Decision {
  const video = withSeat(before, event)
  const { workerSid, identity } = event
  if (!workerSid) return seated(state, video)
  if (hasHandedOver(state, workerSid)) return refuse(state, handedOver)
  const assignment = state.assignments.find((each) => each.workerSid === workerSid)
  if (!assignment)
    return refuse(state, { ...handedOver, code: 'not-your-task', message: 'This task is not assigned to you.' })
  const agent = { workerSid, ...(assignment.displayName && { name: assignment.displayName }) }
  return seated(state, { ...video, agents: { ...video.agents, [identity]: agent } })
}

/** Records a readiness step from the customer's page. Reports from a device that has lost its seat are out of date. */
export function readinessChanged(state: State, event: EventOf<'readiness.changed'>): Decision {
  const video = liveOf(state, event.escalationId)
  if (!video || event.role !== 'customer' || isTaken(video, event) || isSeatDead(video, event.identity))
    return unchanged(state)
  const customer = withStep(video, event)
  return customer === video.customer ? unchanged(state) : unchanged({ ...state, video: { ...video, customer } })
}

/** Stores a rating, once. It may come after the end, until a new video takes this one's place. */
export function rated(state: State, event: EventOf<'rating.given'>): Decision {
  const { video } = state
  if (video.phase === 'idle' || video.id !== event.escalationId) return refuse(state, isOver)
  if (video.rating)
    return refuse(state, { code: 'already-rated', message: 'This call has been rated.', retryable: false })
  const { stars, issues, comment, at } = event
  return unchanged({ ...state, video: { ...video, rating: { stars, issues, comment, at } } })
}

/** How long (ms) a repeated request for a link counts as the same request. */
const sameRequest = 60_000

/**
 * Records a request for a link. The requester gets nothing here: the agent sees the request, and a new link goes to the
 * customer's own chat.
 */
export function linkRequested(state: State, event: EventOf<'link.requested'>): Decision {
  if (state.assignments.length === 0)
    return refuse(state, { code: 'nobody-there', message: 'Nobody is in this conversation now.', retryable: false })
  const isRepeat = state.linkRequestedAt !== undefined && event.at - state.linkRequestedAt < sameRequest
  return unchanged(isRepeat ? state : { ...state, linkRequestedAt: event.at })
}

type Seat = Pick<EventOf<'seat.requested'>, 'identity' | 'device' | 'role'>

/**
 * Tells whether another device of the same participant has the seat and is present. A device that left has given up its
 * seat.
 */
function isTaken(video: Escalation, { identity, device, role }: Seat): boolean {
  const holder = video.seats[identity]
  if (!device || !holder || holder === device) return false
  const isInRoom = video.participants.some((each) => each.identity === identity && each.until === undefined)
  return isInRoom || (role === 'customer' && video.customer.isWaiting)
}

const withSeat = <V extends Escalation>(video: V, { identity, device }: Seat): V =>
  device ? { ...video, seats: { ...video.seats, [identity]: device } } : video

const seated = (state: State, video: Live): Decision =>
  video.phase === 'asleep' ? wake(state, video) : unchanged({ ...state, video })

function liveOf({ video }: State, escalationId: string): Live | undefined {
  if (video.phase === 'idle' || video.id !== escalationId) return undefined
  return isUnderWay(video) ? video : undefined
}

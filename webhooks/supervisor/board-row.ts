import {
  type Counted,
  countMinutes,
  isHere,
  isIn,
  isSideWeak,
  isUnderWay,
  outcomeOf,
  type Participant,
  type State,
  stateWord,
  type UndeliveredReason,
  undeliveredIn,
  type Video,
} from '../../src/features/video-escalation/contract.ts'

/**
 * One escalation on the supervisor's board. Agents have their display name; customers only their readiness step. Times
 * in ms.
 */
export type BoardRow = {
  /** The conversation. Its next escalation takes the row over. */
  readonly key: string
  readonly id: string
  /** The record's version; an older row than the displayed one is out of date. */
  readonly version: number
  readonly taskSid: string
  readonly workerSid: string
  readonly agentName?: string
  readonly state: string
  readonly startedAt: number
  /** Since when it is in this state: the last join, leave or end. */
  readonly since: number
  readonly here: { readonly agents: number; readonly customers: number }
  readonly isSupervisorIn: boolean
  readonly customer?: { readonly step: string; readonly detail?: string | undefined; readonly at: number }
  /** Another agent is invited, or has accepted and is on the way. `to`: an agent's or a queue's name. */
  readonly transfer?: { readonly is: 'ringing' | 'accepted'; readonly mode: 'cold' | 'warm'; readonly to?: string }
  /** The last agent has left, and the next agent is not in the room yet. */
  readonly isBetweenAgents: boolean
  readonly isWaiting: boolean
  readonly isCustomerConnectionWeak: boolean
  readonly isAgentConnectionWeak: boolean
  readonly asksForLink: boolean
  /** Why the invite did not reach the customer. */
  readonly notDelivered?: UndeliveredReason
  readonly isRecording: boolean
  readonly isOverBudget: boolean
  /** Counted up to a moment, and how fast each value grows from then on. */
  readonly spent: Counted
  readonly stars?: number
  readonly outcome?: {
    readonly reason: string
    readonly joined: boolean
    readonly seconds: number
    readonly endedAt: number
  }
}

/** @returns undefined if the conversation has had no video */
export function rowOf(key: string, version: number, state: State): BoardRow | undefined {
  const { video, assignments, linkRequestedAt } = state
  if (video.phase === 'idle') return undefined
  const agentName = assignments.find((assignment) => assignment.workerSid === video.workerSid)?.displayName
  const spent = countMinutes(video)
  const { step } = video.customer
  const undelivered = undeliveredIn(video)
  const transfer = isUnderWay(video) ? transferOf(state) : undefined
  return {
    key,
    id: video.id,
    version,
    taskSid: video.taskSid,
    workerSid: video.workerSid,
    ...(agentName && { agentName }),
    state: stateWord(video),
    startedAt: video.startedAt,
    since: sinceOf(video, spent.minutes.countedAt),
    here: { agents: devices(video.participants, 'agent'), customers: devices(video.participants, 'customer') },
    isSupervisorIn: isHere(video.participants, 'supervisor'),
    ...(step && { customer: step }),
    ...(transfer && { transfer }),
    isBetweenAgents: isUnderWay(video) && video.handover?.closedAt !== undefined,
    isWaiting: video.customer.isWaiting,
    isCustomerConnectionWeak: isSideWeak(video, 'customer'),
    isAgentConnectionWeak: isSideWeak(video, 'agent'),
    asksForLink: linkRequestedAt !== undefined,
    ...(undelivered && { notDelivered: undelivered.reason }),
    isRecording: video.isRecorded,
    isOverBudget: video.warnedAt !== undefined,
    spent,
    ...(video.rating && { stars: video.rating.stars }),
    ...(video.phase === 'ended' && { outcome: outcomeOf(video) }),
  }
}

function transferOf({ transfers }: State): BoardRow['transfer'] {
  const found = transfers.findLast((each) => each.is !== 'over')
  if (!found || found.is === 'over') return undefined
  const { is, mode, to } = found
  return { is, mode, ...(to.name && { to: to.name }) }
}

type Known = Exclude<Video, { phase: 'idle' }>

/** A customer in the waiting room is in no video room: the page reports since when. */
function sinceOf({ participants, customer }: Known, changedAt: number): number {
  const isAtTheDoor = customer.isWaiting && !isHere(participants, 'customer')
  return isAtTheDoor && customer.step ? Math.max(changedAt, customer.step.at) : changedAt
}

const devices = (participants: readonly Participant[], role: Participant['role']) =>
  participants.filter((each) => each.role === role && isIn(each)).length

import {
  type Cause,
  type Escalation,
  firstCause,
  isHere,
  isServed,
  presenceOf,
  type State,
} from '../../src/features/video-escalation/contract.ts'
import { connecting } from './connecting.ts'
import type { Known } from './known.ts'
import type { PageState } from './page-state.ts'
import { minutesLeft } from './time-left.ts'
import type { Visitor } from './visitor.ts'

type About = {
  readonly device: string
  readonly mayRecord: boolean
  readonly linkTtlMs: number
  /** The longest anybody may stay in a room. */
  readonly roomMaxMs: number
}

/**
 * The escalation as one visitor may see it. The agents' display names are the only names in it. A visitor without
 * access gets the reason, and what the page needs to show it.
 */
export function pageStateOf(visitor: Visitor, { record: state, rights, now }: Known, about: About): PageState {
  const { device, mayRecord, linkTtlMs, roomMaxMs } = about
  const { role, escalationId, identity } = visitor
  const { video, assignments, linkRequestedAt } = state
  const { word: link, may } = rights
  const none = { role, link, isLinkAsked: may.includes('request-link') && linkRequestedAt !== undefined }
  if (video.phase === 'idle' || video.id !== escalationId) return { ...nothing, ...none }
  const end = 'causes' in video && { why: publicWhy(firstCause(video.causes)) }
  const isRated = may.includes('rate') && video.rating !== undefined
  if (!may.includes('see')) return { ...nothing, ...none, isRated, ...(link === 'ended' && end) }
  const agentName = assignments.find((assignment) => assignment.workerSid === video.workerSid)?.displayName
  const next = connecting(state)
  const holder = video.seats[identity]
  const { step } = video.customer
  const left = minutesLeft(video.participants, { mostMs: roomMaxMs, now })
  return {
    ...none,
    ...(agentName && { agentName }),
    agentNames: namesOf(video),
    ...(role === 'customer' && next && { connecting: next }),
    ...presence(state, video),
    isRoomOpen: video.phase === 'open' && link === 'open',
    isRecording: video.isRecorded,
    mayRecord: mayRecord || video.isRecorded || video.wasRecorded,
    muteAsks: video.customer.muteAsks,
    ...(left !== undefined && { minutesLeft: left }),
    ...(role === 'customer' && link === 'open' && { linkEndsAt: video.link.issuedAt + linkTtlMs }),
    ...(holder && { seat: holder === device ? 'here' : 'elsewhere' }),
    isRated,
    ...(role === 'agent' && step && { customer: step }),
  }
}

/** For participants a supervisor's end counts as the contact centre's, and a budget is not disclosed. */
function publicWhy({ why }: Cause): NonNullable<PageState['why']> {
  if (why === 'supervisor-ended') return 'agent-ended'
  return why === 'budget' ? 'task-closed' : why
}

const namesOf = ({ agents }: Escalation): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(agents).flatMap(([identity, { name }]) => (name ? [[identity, name]] : [])))

const presence = (state: State, { participants, agents }: Escalation) => ({
  isAgentHere: isServed(state, { participants, agents }),
  isCustomerHere: isHere(participants, 'customer'),
  isSupervisorHere: isHere(participants, 'supervisor'),
  isLost: presenceOf(participants) === 'lost',
})

const nothing = {
  agentNames: {},
  isAgentHere: false,
  isCustomerHere: false,
  isSupervisorHere: false,
  isLost: false,
  isRoomOpen: false,
  isRecording: false,
  mayRecord: false,
  muteAsks: 0,
  isRated: false,
} as const

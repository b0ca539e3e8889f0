import { hasAssignment, hasHandedOver, isIn, linkState, type State } from '../features/video-escalation/contract.ts'
import type { JoinLink } from './join-link.ts'

/** The holder of a link or a pass, from its token. The server chooses the identity. */
export type Holder = { readonly escalationId: string; readonly identity: string } & (
  | { readonly role: 'customer'; readonly link: JoinLink }
  | { readonly role: 'agent' | 'supervisor'; readonly workerSid: string }
)

/** The state of a link or a pass. All states but `open` are dead ends with a page of their own. */
export type LinkWord = 'open' | 'expired' | 'revoked' | 'ended' | 'removed' | 'handed-over'

/** What a page can do. Reading the state of its link needs no right. */
export type Deed =
  | 'see'
  | 'follow'
  | 'take-seat'
  | 'report-step'
  | 'report-connection'
  | 'report-figures'
  | 'rate'
  | 'request-link'
  | 'command'
  | 'open-window'

export type Rights = { readonly word: LinkWord; readonly may: readonly Deed[] }

const ofRole: Readonly<Record<Holder['role'], readonly Deed[]>> = {
  customer: [
    'see',
    'follow',
    'take-seat',
    'report-step',
    'report-connection',
    'report-figures',
    'rate',
    'request-link',
  ],
  agent: ['see', 'follow', 'take-seat', 'report-step', 'report-connection', 'report-figures', 'command', 'open-window'],
  supervisor: ['see', 'follow', 'take-seat', 'report-step', 'report-figures'],
}

/**
 * What is still allowed at a dead end. Only the call's own customer rates an ended call: an older link is `revoked`. A
 * page sends its figures after it has left the room for any reason; the feature checks that it was in the room
 * (`video-escalation/figures.ts`).
 */
const atDeadEnd: Readonly<Record<Exclude<LinkWord, 'open'>, readonly Deed[]>> = {
  expired: ['request-link', 'report-figures'],
  revoked: ['request-link', 'report-figures'],
  ended: ['request-link', 'rate', 'report-figures'],
  removed: ['report-figures'],
  'handed-over': ['report-figures'],
}

/** What a customer may do who is in the room when the link expires: the call continues. */
const inRoom: readonly Deed[] = ['see', 'follow', 'report-step', 'report-connection', 'report-figures']

export type Clock = { readonly linkTtlMs: number; readonly now: number }

/** The rights of a link's or a pass's holder at this moment. Every route of the join page checks them, at every use. */
export function rightsOf(holder: Holder, state: State, clock: Clock): Rights {
  const word = wordFor(holder, state, clock)
  const all = ofRole[holder.role]
  if (word === 'open') return { word, may: all }
  const isStaying = word === 'expired' && isInRoom(holder, state)
  return { word, may: all.filter((deed) => atDeadEnd[word].includes(deed) || (isStaying && inRoom.includes(deed))) }
}

/** Whether this role may ever do this. */
export const isOfRole = ({ role }: Holder, deed: Deed): boolean => ofRole[role].includes(deed)

/** An agent's pass is valid as long as their accepted reservation; a supervisor's pass ends with the video. */
function wordFor(holder: Holder, state: State, { linkTtlMs, now }: Clock): LinkWord {
  if (holder.role === 'customer') {
    const { is } = linkState(state, holder.link, linkTtlMs, now)
    return is === 'waiting' || is === 'asleep' ? 'open' : is
  }
  const { video } = state
  const mayUse = holder.role === 'supervisor' || hasAssignment(state, holder.workerSid)
  const isOver = video.phase === 'idle' || video.phase === 'ending' || video.phase === 'ended'
  const isThis = video.phase !== 'idle' && video.id === holder.escalationId
  if (isThis && holder.role === 'agent' && hasHandedOver(state, holder.workerSid)) return 'handed-over'
  return isOver || !isThis || !mayUse ? 'ended' : 'open'
}

const isInRoom = ({ identity }: Holder, { video }: State) =>
  video.phase === 'open' && video.participants.some((each) => each.identity === identity && isIn(each))

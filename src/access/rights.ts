import { hasAssignment, hasHandedOver, isIn, linkState, type State } from '../features/video-escalation/contract.ts'
import type { JoinLink } from './join-link.ts'

/** Who holds a link or a pass, as its token says. The identity is the server's choice. */
export type Holder = { readonly escalationId: string; readonly identity: string } & (
  | { readonly role: 'customer'; readonly link: JoinLink }
  | { readonly role: 'agent' | 'supervisor'; readonly workerSid: string }
)

/** What a link or a pass is worth now. Everything but `open` is a dead end with a page of its own. */
export type LinkWord = 'open' | 'expired' | 'revoked' | 'ended' | 'removed' | 'handed-over'

/** What a page can do. Its word everybody may read: that is no deed. */
export type Deed =
  | 'see'
  | 'follow'
  | 'sit'
  | 'tell'
  | 'tell-line'
  | 'tell-figures'
  | 'rate'
  | 'ask-link'
  | 'command'
  | 'open-window'

export type Rights = { readonly word: LinkWord; readonly may: readonly Deed[] }

const ofRole: Readonly<Record<Holder['role'], readonly Deed[]>> = {
  customer: ['see', 'follow', 'sit', 'tell', 'tell-line', 'tell-figures', 'rate', 'ask-link'],
  agent: ['see', 'follow', 'sit', 'tell', 'tell-line', 'tell-figures', 'command', 'open-window'],
  supervisor: ['see', 'follow', 'sit', 'tell', 'tell-figures'],
}

/**
 * What a dead end still needs. A call that ended is rated by its own customer: an older link says `revoked`. What a page measured it
 * tells when it is out of the room, however it came out; that it was in, the rules see to (`video-escalation/figures.ts`).
 */
const atDeadEnd: Readonly<Record<Exclude<LinkWord, 'open'>, readonly Deed[]>> = {
  expired: ['ask-link', 'tell-figures'],
  revoked: ['ask-link', 'tell-figures'],
  ended: ['ask-link', 'rate', 'tell-figures'],
  removed: ['tell-figures'],
  'handed-over': ['tell-figures'],
}

/** Nobody is cut off in mid-sentence: whoever sits in the room when the link expires goes on with the call. */
const inRoom: readonly Deed[] = ['see', 'follow', 'tell', 'tell-line', 'tell-figures']

export type Clock = { readonly linkTtlMs: number; readonly now: number }

/** What the holder of a link or a pass may do at this moment. Every route of the join page asks this, at every use. */
export function rightsOf(holder: Holder, state: State, clock: Clock): Rights {
  const word = wordFor(holder, state, clock)
  const all = ofRole[holder.role]
  if (word === 'open') return { word, may: all }
  const isStaying = word === 'expired' && isSitting(holder, state)
  return { word, may: all.filter((deed) => atDeadEnd[word].includes(deed) || (isStaying && inRoom.includes(deed))) }
}

/** Whether anybody of this role ever may. */
export const isOfRole = ({ role }: Holder, deed: Deed): boolean => ofRole[role].includes(deed)

/** An agent's pass lives from their accepted reservation, and dies with it; a supervisor's dies with the video. */
function wordFor(holder: Holder, state: State, { linkTtlMs, now }: Clock): LinkWord {
  if (holder.role === 'customer') {
    const { is } = linkState(state, holder.link, linkTtlMs, now)
    return is === 'waiting' || is === 'asleep' ? 'open' : is
  }
  const { video } = state
  const isTheirs = holder.role === 'supervisor' || hasAssignment(state, holder.workerSid)
  const isOver = video.phase === 'idle' || video.phase === 'ending' || video.phase === 'ended'
  const isThis = video.phase !== 'idle' && video.id === holder.escalationId
  if (isThis && holder.role === 'agent' && hasHandedOver(state, holder.workerSid)) return 'handed-over'
  return isOver || !isThis || !isTheirs ? 'ended' : 'open'
}

const isSitting = ({ identity }: Holder, { video }: State) =>
  video.phase === 'open' && video.participants.some((each) => each.identity === identity && isIn(each))

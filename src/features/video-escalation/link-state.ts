import type { JoinLink } from '../../access/join-link.ts'
import type { Phase, State } from './model.ts'
import { isLinkDead } from './put-out.ts'

/** What a genuine link is worth at this moment. `asleep`, `opening`: valid, the room is not there yet. */
export type LinkState =
  | { readonly is: 'ended' | 'revoked' | 'expired' | 'removed' | 'waiting' | 'asleep' }
  | { readonly is: 'open'; readonly video: Phase<'open'> }

/** The link is valid while the escalation is under way, until it expires or a newer one takes its place. A dead one stays dead after the end. */
export function linkState({ video }: State, link: JoinLink, ttlMs: number, now: number): LinkState {
  if (video.phase === 'idle' || video.id !== link.escalationId) return { is: 'ended' }
  if (isLinkDead(video.link, link.generation)) return { is: 'revoked' }
  if (video.customer.isRemoved) return { is: 'removed' }
  if (video.phase === 'ending' || video.phase === 'ended') return { is: 'ended' }
  if (now >= video.link.issuedAt + ttlMs) return { is: 'expired' }
  if (video.phase === 'open') return { is: 'open', video }
  return { is: video.phase === 'asleep' ? 'asleep' : 'waiting' }
}

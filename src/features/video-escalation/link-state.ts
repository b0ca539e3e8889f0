import type { JoinLink } from '../../access/join-link.ts'
import type { Phase, State } from './model.ts'
import { isLinkDead } from './put-out.ts'

/** The state of a genuine link. `asleep`, `waiting`: valid, but there is no room yet. */
export type LinkState =
  | { readonly is: 'ended' | 'revoked' | 'expired' | 'removed' | 'waiting' | 'asleep' }
  | { readonly is: 'open'; readonly video: Phase<'open'> }

/**
 * Returns the link's state. It is valid while the escalation is under way, until it expires or a newer link replaces
 * it. A dead link stays dead after the end.
 */
export function linkState({ video }: State, link: JoinLink, ttlMs: number, now: number): LinkState {
  if (video.phase === 'idle' || video.id !== link.escalationId) return { is: 'ended' }
  if (isLinkDead(video.link, link.generation)) return { is: 'revoked' }
  if (video.customer.isRemoved) return { is: 'removed' }
  if (video.phase === 'ending' || video.phase === 'ended') return { is: 'ended' }
  if (now >= video.link.issuedAt + ttlMs) return { is: 'expired' }
  if (video.phase === 'open') return { is: 'open', video }
  return { is: video.phase === 'asleep' ? 'asleep' : 'waiting' }
}

import { randomUUID } from 'node:crypto'
import type { Description, PeerConnection } from './messages.ts'
import type { Pair, Said, Session } from './state.ts'

// Limits the remembered candidates of a browser that restarts ICE again and again.
const mostUfrags = 4

/** Creates a peer connection between two browsers. */
export function createPair(older: Session, joiner: Session): Pair {
  const nothing = (): Said => ({ offer: undefined, answer: undefined, ice: new Map() })
  const ends = new Map([
    [older, nothing()],
    [joiner, nothing()],
  ])
  const pair: Pair = { id: randomUUID(), ends, outstanding: undefined }
  older.pairs.set(pair.id, pair)
  joiner.pairs.set(pair.id, pair)
  return pair
}

export function otherEnd(pair: Pair, end: Session): Session | undefined {
  return [...pair.ends.keys()].find((each) => each !== end)
}

/** Removes a peer connection at both ends. */
export function forgetPair(pair: Pair): void {
  for (const end of pair.ends.keys()) end.pairs.delete(pair.id)
}

export interface Heard {
  /** What to relay to the other end: only what that end does not have yet. */
  readonly relay: PeerConnection | undefined
  /** An offer collided with another offer and lost. */
  readonly isGlare: boolean
}

/**
 * Decides what to relay of a browser's message. Browsers repeat themselves when they come back, so old revisions are
 * dropped. Of two simultaneous offers only the first is relayed: the SDK always gives way to the other browser's offer
 * and then repeats its own, so relaying both would cause two more offers, without end. The browser whose offer lost
 * offers again by itself.
 */
export function hear(pair: Pair, from: Session, { id, description, ice }: PeerConnection): Heard {
  const said = pair.ends.get(from)
  if (said === undefined) return { relay: undefined, isGlare: false }
  const isGlare = description?.type === 'offer' && pair.outstanding !== undefined && pair.outstanding.from !== from
  const fresh = description && !isGlare && remember(pair, from, said, description) ? description : undefined
  const newIce = ice && ice.revision > (said.ice.get(ice.ufrag)?.revision ?? -1) ? ice : undefined
  if (newIce !== undefined) {
    said.ice.delete(newIce.ufrag)
    said.ice.set(newIce.ufrag, newIce)
    const [oldest] = said.ice.keys()
    if (said.ice.size > mostUfrags && oldest !== undefined) said.ice.delete(oldest)
  }
  const relay =
    fresh || newIce ? { id, ...(fresh && { description: fresh }), ...(newIce && { ice: newIce }) } : undefined
  return { relay, isGlare }
}

/** Returns whether the description is new. */
function remember(pair: Pair, from: Session, said: Said, description: Description): boolean {
  if (description.type === 'close') return true
  const { type, revision } = description
  if (revision <= (said[type]?.revision ?? -1)) return false
  said[type] = description
  if (type === 'offer') pair.outstanding = { from, revision }
  else if (pair.outstanding?.from !== from && pair.outstanding?.revision === revision) pair.outstanding = undefined
  return true
}

/** The first end is the one that is asked to offer. */
export const createOffer = { type: 'create-offer', revision: 1 } as const

/**
 * Everything about a peer connection that a browser needs after a reconnection; the SDK ignores what it already knows.
 */
export function everythingSaidTo(pair: Pair, end: Session) {
  const other = otherEnd(pair, end)
  const said = other && pair.ends.get(other)
  const [first] = pair.ends.keys()
  if (first === end && pair.ends.get(end)?.offer === undefined) return [{ id: pair.id, description: createOffer }]
  const revisionOf = (each: Description): number => each.revision ?? 0
  const descriptions = [said?.answer, said?.offer]
    .filter((each) => each !== undefined)
    .sort((a, b) => revisionOf(a) - revisionOf(b))
  return [
    { id: pair.id },
    ...descriptions.map((description) => ({ id: pair.id, description })),
    ...[...(said?.ice.values() ?? [])].map((ice) => ({ id: pair.id, ice })),
  ]
}

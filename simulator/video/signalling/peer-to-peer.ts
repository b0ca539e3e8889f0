import type { Cloud } from '../../cloud/cloud.ts'
import { createOffer, createPair, everythingSaidTo, forgetPair, hear, otherEnd } from './pair.ts'
import type { RoomMedia } from './state.ts'

/**
 * Connects browsers without a media server: each browser in the room is asked to offer a newcomer a peer connection.
 */
export const peerToPeer = (cloud: Cloud): RoomMedia => ({
  hasChannels: false,
  // Closes the newcomer's own offer, which no browser answers: the other browsers are asked to offer instead.
  enter: (_session, offers) =>
    offers.map(({ id, description }) => ({
      id,
      description: { type: 'close', revision: (description?.revision ?? 1) + 1 },
    })),
  entered(session) {
    for (const { sid } of session.room.connected.values()) {
      const older = cloud.signalling.sessions.get(sid)
      if (older === undefined || older === session) continue
      const { id } = createPair(older, session)
      older.connection?.send({ type: 'update', peer_connections: [{ id, description: createOffer }] })
    }
  },
  // Relays what is new. A message about an unknown peer connection belongs to the newcomer's first offer, whose
  // candidates still arrive.
  hear(session, said) {
    const pair = session.pairs.get(said.id)
    if (pair === undefined) return
    const { relay, isGlare } = hear(pair, session, said)
    if (isGlare) cloud.signalling.glares += 1
    if (relay === undefined) return
    otherEnd(pair, session)?.connection?.send({ type: 'update', peer_connections: [relay] })
    if (relay.description?.type === 'close') forgetPair(pair)
  },
  everything: (session) => [...session.pairs.values()].flatMap((pair) => everythingSaidTo(pair, session)),
  leave(session) {
    const pairs = [...session.pairs.values()]
    for (const pair of pairs) forgetPair(pair)
    return (other) => pairs.flatMap(({ id, ends }) => (ends.has(other) ? [{ id, description: { type: 'close' } }] : []))
  },
})

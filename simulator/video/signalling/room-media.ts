import type { Cloud } from '../../cloud/cloud.ts'
import type { Room } from '../model.ts'
import { peerToPeer } from './peer-to-peer.ts'
import type { RoomMedia } from './state.ts'

/** The media of a room: Twilio's rooms have a media server, except the legacy types without one. */
export function mediaFor(cloud: Cloud, room: Room): RoomMedia {
  const hasServer = cloud.signalling.media === 'server' && room.type !== 'peer-to-peer' && room.type !== 'go'
  return hasServer ? cloud.mediaServer : peerToPeer(cloud)
}

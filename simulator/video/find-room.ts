import type { Cloud } from '../cloud/cloud.ts'
import { notFound } from '../rest/rest-error.ts'
import type { Room } from './model.ts'

/** A room by SID, whatever its status, or by name while it is in progress. */
export function findRoom(cloud: Cloud, sidOrName: string): Room | undefined {
  return cloud.video.rooms.get(sidOrName) ?? cloud.video.inProgress.get(sidOrName)
}

/** The same, for REST: a missing room is 404. */
export function requireRoom(cloud: Cloud, sidOrName: string): Room {
  const room = findRoom(cloud, sidOrName)
  if (room === undefined) throw notFound(`/Rooms/${sidOrName}`)
  return room
}

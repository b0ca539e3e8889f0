import type { Cloud } from '../cloud/cloud.ts'
import { notFound } from '../rest/rest-error.ts'
import type { Room } from './model.ts'

/** Finds a room by SID in every status, or by name while it is in progress. */
export function findRoom(cloud: Cloud, sidOrName: string): Room | undefined {
  return cloud.video.rooms.get(sidOrName) ?? cloud.video.inProgress.get(sidOrName)
}

/** Like `findRoom`; 404 if there is none. */
export function requireRoom(cloud: Cloud, sidOrName: string): Room {
  const room = findRoom(cloud, sidOrName)
  if (room === undefined) throw notFound(`/Rooms/${sidOrName}`)
  return room
}

import type { Cloud } from '../cloud/cloud.ts'
import { isoMilliseconds } from '../cloud/dates.ts'
import type { Room } from './model.ts'

/** Sends a room's event to its status callback (Twilio docs: "Status Callbacks", Programmable Video). */
export function sendRoomEvent(
  cloud: Cloud,
  room: Room,
  event: string,
  extra: Readonly<Record<string, string>> = {},
): void {
  const sequence = room.sequence
  room.sequence += 1
  if (room.statusCallback === null) return
  cloud.webhooks.send({
    product: 'video',
    event,
    url: room.statusCallback,
    method: room.statusCallbackMethod,
    resource: room.sid,
    params: {
      AccountSid: cloud.account.accountSid,
      RoomSid: room.sid,
      RoomName: room.uniqueName,
      RoomStatus: room.status,
      RoomType: 'group',
      SequenceNumber: String(sequence),
      Timestamp: isoMilliseconds(cloud.clock.now()),
      StatusCallbackEvent: event,
      ...extra,
    },
  })
}

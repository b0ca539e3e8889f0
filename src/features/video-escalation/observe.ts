import type { Facts } from '../../core/facts.ts'
import type { RoomInProgress, RoomParticipant } from '../../twilio/port.ts'
import type { State } from './model.ts'

/** What the reconciler read from Twilio about one conversation. */
export type Observed = {
  readonly conversationSid: string
  readonly at: number
  readonly room: RoomInProgress | undefined
  readonly participants: readonly RoomParticipant[]
}

/** Tells whether the record agrees with Twilio about this room. Most records do, and those cost no write. */
export function isAsObserved({ video }: State, { room, participants }: Observed): boolean {
  if (!room) return video.phase !== 'open'
  if (video.phase !== 'open' || video.roomSid !== room.roomSid) return false
  const here = video.participants.filter((each) => each.until === undefined).map((each) => each.participantSid)
  return here.length === participants.length && participants.every((each) => here.includes(each.participantSid))
}

export const roomObserved = (
  room: RoomInProgress,
  { conversationSid, participants, at }: Observed,
): Facts['roomObserved'] => ({
  type: 'room.observed',
  id: `observed-${room.roomSid}-${at}`,
  key: conversationSid,
  at,
  roomSid: room.roomSid,
  roomName: room.roomName,
  participants: [...participants],
})

import { Retryable } from '../core/errors.ts'
import { calling, code, isCode, isStatus, sidIn } from './codes.ts'
import { believed, ifThere, unlessMissing } from './missing.ts'
import type { Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'

export type RoomSettings = {
  /** Minutes until an empty room closes after the last participant left, 1 to 60. */
  readonly emptyTimeout: number
  /** Minutes until an unjoined room closes, 1 to 60. With Twilio's default of 5, links die before they are read. */
  readonly unusedTimeout: number
  /** Seconds, 600 to 86400: limits the cost if everything else fails. */
  readonly maxDuration: number
  readonly maxParticipants: number
  readonly mediaRegion?: string | undefined
  readonly statusCallback: string
}

type RoomCalls =
  | 'createRoom'
  | 'closeRoom'
  | 'roomsInProgress'
  | 'isRoomInProgress'
  | 'participants'
  | 'removeParticipant'
  | 'record'
type Rooms = Pick<Twilio, RoomCalls>

/** Rooms of Programmable Video. https://www.twilio.com/docs/video/api/rooms-resource */
export function rooms(sdk: Sdk, settings: RoomSettings): Rooms {
  const resource = sdk.video.v1.rooms
  return {
    createRoom: ({ roomName, isRecorded }) =>
      calling('create room', async () => {
        try {
          const made = await resource.create({
            uniqueName: roomName,
            type: 'group',
            emptyRoomTimeout: settings.emptyTimeout,
            unusedRoomTimeout: settings.unusedTimeout,
            maxParticipantDuration: settings.maxDuration,
            maxParticipants: settings.maxParticipants,
            recordParticipantsOnConnect: isRecorded,
            statusCallback: settings.statusCallback,
            statusCallbackMethod: 'POST',
            ...(settings.mediaRegion && { mediaRegion: settings.mediaRegion }),
          })
          return { roomSid: sidIn('create room', made) }
        } catch (problem) {
          if (!isCode(problem, code.roomExists)) throw problem
          return { roomSid: await adopted(roomName) }
        }
      }),

    closeRoom: (roomSid) =>
      calling('complete room', async () => {
        try {
          await resource(roomSid).update({ status: 'completed' })
        } catch (problem) {
          if (!isCode(problem, code.roomStatusInvalid) && !isStatus(problem, 404)) throw problem
        }
        const status = await statusOf(roomSid)
        if (status !== 'completed') throw new Retryable(`complete room: it is still ${status}`)
      }),

    roomsInProgress: () =>
      calling('list rooms', async () => {
        const all = await resource.list({ status: 'in-progress', pageSize: 1000 })
        return all
          .filter((room) => withoutFragment(room.statusCallback) === withoutFragment(settings.statusCallback))
          .map((room) => ({ roomSid: room.sid, roomName: room.uniqueName }))
      }),

    isRoomInProgress: (roomSid) => calling('read room', async () => (await statusOf(roomSid)) === 'in-progress'),

    participants: (roomSid) =>
      calling('list participants', async () => {
        // Without a status filter Twilio lists the participants of a room in progress, and all former ones of a
        // completed room. A participant with the status `reconnecting` is still in the room.
        const all = await resource(roomSid).participants.list()
        const here = all.filter((each) => each.status !== 'disconnected')
        return here.map((each) => ({
          participantSid: each.sid,
          identity: each.identity,
          from: (each.startTime ?? each.dateCreated).getTime(),
        }))
      }),

    removeParticipant: ({ roomSid, participantSid }) =>
      calling('remove participant', async () => {
        const participant = resource(roomSid).participants(participantSid)
        try {
          await participant.update({ status: 'disconnected' })
        } catch (problem) {
          if (isStatus(problem, 404)) return
          // Twilio refuses to disconnect a disconnected participant with an undocumented code, so the status is read.
          const seen = await believed(
            () => ifThere(() => participant.fetch()),
            (each) => each?.status === 'disconnected',
          )
          if (seen && seen.status !== 'disconnected') throw problem
        }
      }),

    // https://www.twilio.com/docs/video/api/recording-rules
    record: ({ roomSid, isOn }) =>
      calling('set recording rules', async () => {
        await resource(roomSid).recordingRules.update({ rules: [{ type: isOn ? 'include' : 'exclude', all: true }] })
      }),
  }

  /** The room of an earlier attempt whose answer was lost. */
  async function adopted(roomName: string): Promise<string> {
    const found = await unlessMissing(() => resource(roomName).fetch())
    // A look-up by name finds rooms in progress only. The room ended between the two calls, so the name is free again.
    if (!found) throw new Retryable('create room: its name was taken and is free again')
    return sidIn('adopt room', found)
  }

  /** A room that Twilio no longer has counts as completed: it costs nothing. */
  async function statusOf(roomSid: string): Promise<string> {
    return (await unlessMissing(() => resource(roomSid).fetch()))?.status ?? 'completed'
  }
}

/** The fragment has retry options, which may differ between our releases, and which Twilio may not keep. */
const withoutFragment = (url: string | null) => url?.split('#')[0]

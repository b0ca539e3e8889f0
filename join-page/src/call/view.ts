import type { LocalParticipant, RemoteParticipant, Room } from 'twilio-video'
import type { Background, CallView, Participant, Playable } from './model.ts'
import { roleOf } from './roles.ts'

/** Parts of the view that the SDK's room does not provide. */
export type Seen = {
  readonly own: {
    readonly camera: Playable | undefined
    readonly microphone: Playable | undefined
    readonly screen: Playable | undefined
  }
  readonly speaking: ReadonlySet<string>
  /** Quality measured by the page, for rooms in which Twilio does not measure. */
  readonly levels: ReadonlyMap<string, number>
  readonly isCutOff: boolean
  readonly isMuted: boolean
  readonly background: Background
  readonly isBackgroundTooSlow: boolean
}

export type Seeable = Pick<Room, 'state' | 'isRecording' | 'participants' | 'localParticipant'>

/** Reads the current view from the SDK's room. */
export function viewOf(room: Seeable, seen: Seen): CallView {
  const me = meOf(room.localParticipant, room.state, seen)
  // Agents first, then the customer; within a role in order of arrival, so that no tile moves when somebody speaks.
  // There is one customer. A holder of an older link is being removed, and this customer does not need to see that.
  const others = [...room.participants.values()]
    .map((participant) => otherOf(participant, seen))
    .filter((other) => me.role !== 'customer' || other.role !== 'customer')
    .sort((left, right) => order[left.role] - order[right.role])
  return {
    is: room.state === 'reconnecting' ? 'reconnecting' : 'in',
    me,
    others,
    sharer: others.find((participant) => participant.screen) ?? (me.screen ? me : undefined),
    isCutOff: seen.isCutOff,
    isRecording: room.isRecording,
    isMuted: seen.isMuted,
    background: seen.background,
    isBackgroundTooSlow: seen.isBackgroundTooSlow,
  }
}

const order = { agent: 0, customer: 1, supervisor: 2, other: 3 } as const

function meOf(participant: LocalParticipant, state: string, { own, isMuted, speaking, levels }: Seen): Participant {
  return {
    sid: participant.sid,
    role: roleOf(participant.identity),
    identity: participant.identity,
    isMe: true,
    camera: own.camera,
    screen: own.screen,
    sound: undefined,
    isMuted: isMuted || !own.microphone,
    isSpeaking: !isMuted && speaking.has(participant.sid),
    isReconnecting: state === 'reconnecting',
    isPicturePaused: false,
    quality: participant.networkQualityLevel ?? levels.get(participant.sid),
  }
}

function otherOf(participant: RemoteParticipant, { speaking, levels }: Seen): Participant {
  const pictures = [...participant.videoTracks.values()].filter(({ isTrackEnabled }) => isTrackEnabled)
  // While a camera is replaced there are two tracks for a moment; the later one is the new one.
  const camera = pictures.filter(({ trackName, track }) => trackName !== 'screen' && track).at(-1)?.track
  const screen = pictures.find(({ trackName, track }) => trackName === 'screen' && track)?.track
  const sound = [...participant.audioTracks.values()].filter(({ track }) => track).at(-1)
  const isMuted = !sound?.isTrackEnabled
  return {
    sid: participant.sid,
    role: roleOf(participant.identity),
    identity: participant.identity,
    isMe: false,
    camera: camera ?? undefined,
    screen: screen ?? undefined,
    sound: sound?.track ?? undefined,
    isMuted,
    isSpeaking: !isMuted && speaking.has(participant.sid),
    isReconnecting: participant.state === 'reconnecting',
    isPicturePaused: camera?.isSwitchedOff ?? false,
    quality: participant.networkQualityLevel ?? levels.get(participant.sid),
  }
}

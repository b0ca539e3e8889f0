import type { Cancel } from '../cloud/clock.ts'

export type RoomStatus = 'in-progress' | 'completed'

/** What a browser says of one of its tracks. The `id` is its own: Twilio's name for the track is the SID. */
export interface TrackDescription {
  readonly id: string
  readonly kind: 'audio' | 'video' | 'data'
  readonly name: string
  readonly enabled: boolean
  readonly priority: 'low' | 'standard' | 'high'
}

/** A track while it is published. */
export interface PublishedTrack extends TrackDescription {
  readonly order: number
  readonly sid: string
  readonly createdAt: number
  readonly updatedAt: number
}

export interface RoomParticipant {
  readonly order: number
  readonly sid: string
  readonly identity: string
  readonly startedAt: number
  status: 'connected' | 'reconnecting' | 'disconnected'
  tracks: readonly PublishedTrack[]
  /** Counts what others could see change: browsers ignore news of a participant whose number has not grown. */
  revision: number
  updatedAt: number
  endedAt: number | null
  stopTimer: Cancel
}

/** Why somebody is no longer in a room. The status callback does not say; a browser is told. */
export type Departure = 'left' | 'lost' | 'removed' | 'replaced' | 'time-limit' | 'room-ended'

export interface RecordingRule {
  readonly type: 'include' | 'exclude'
  readonly all?: boolean | undefined
  readonly kind?: 'audio' | 'video' | 'data' | undefined
  readonly publisher?: string | undefined
  readonly track?: string | undefined
}

export interface Room {
  readonly order: number
  readonly sid: string
  /** Others than `group` are an old account's, and are not made over REST. */
  type: 'group' | 'go' | 'peer-to-peer' | 'group-small'
  readonly uniqueName: string
  readonly createdAt: number
  readonly statusCallback: string | null
  readonly statusCallbackMethod: 'GET' | 'POST'
  readonly maxParticipants: number
  readonly maxParticipantDuration: number
  readonly emptyRoomTimeout: number
  readonly unusedRoomTimeout: number
  readonly recordParticipantsOnConnect: boolean
  readonly videoCodecs: readonly string[]
  readonly mediaRegion: string
  readonly audioOnly: boolean
  readonly largeRoom: boolean
  status: RoomStatus
  updatedAt: number
  endedAt: number | null
  recordingRules: readonly RecordingRule[]
  recordingRevision: number
  rulesUpdatedAt: number
  /** How many status callbacks this room has made. */
  sequence: number
  /** The unused or the empty timeout, whichever is running. */
  stopTimer: Cancel
  readonly participants: Map<string, RoomParticipant>
  /** Who is in the room now, by identity: an identity is in a room once. Whoever is reconnecting is still in. */
  readonly connected: Map<string, RoomParticipant>
}

/** Who is told when a room changes. */
export interface RoomListener {
  readonly joined: (room: Room, participant: RoomParticipant) => void
  readonly changed: (room: Room, participant: RoomParticipant) => void
  readonly left: (room: Room, participant: RoomParticipant, why: Departure) => void
  readonly recordingChanged: (room: Room) => void
}

export interface VideoState {
  readonly rooms: Map<string, Room>
  /** Names are unique among rooms in progress only. */
  readonly inProgress: Map<string, Room>
  readonly listeners: readonly RoomListener[]
}

export const emptyVideo = (listeners: readonly RoomListener[] = []): VideoState => ({
  rooms: new Map(),
  inProgress: new Map(),
  listeners,
})

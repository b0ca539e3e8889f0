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
  readonly startedAt: number
  identity: string
  subscribeRules: readonly TrackRule[]
  rulesUpdatedAt: number
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

/** What is recorded of a room, or received by a participant. */
export interface TrackRule {
  readonly type: 'include' | 'exclude'
  readonly all?: boolean | undefined
  readonly kind?: 'audio' | 'video' | 'data' | undefined
  readonly publisher?: string | undefined
  readonly track?: string | undefined
}

/** What has been recorded of one track since it was chosen. */
export interface Recording {
  readonly order: number
  readonly sid: string
  readonly roomSid: string
  readonly participantSid: string
  readonly track: PublishedTrack
  readonly startedAt: number
  endedAt: number | null
  status: 'processing' | 'completed' | 'deleted'
}

/** Captions of a room: a room has one transcription, started and stopped in turns. */
export interface Transcription {
  readonly order: number
  readonly ttid: string
  readonly createdAt: number
  updatedAt: number | null
  configuration: Readonly<Record<string, string>>
  readonly periods: { readonly from: number; to: number | null }[]
  /** How many captions there were of each track, by its SID. */
  readonly told: Map<string, number>
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
  recordingRules: readonly TrackRule[]
  /** What browsers have been told last. */
  isRecording: boolean
  recordingRevision: number
  rulesUpdatedAt: number
  /** How many status callbacks this room has made. */
  sequence: number
  /** The unused or the empty timeout, whichever is running. */
  stopTimer: Cancel
  transcription: Transcription | null
  readonly recordings: Map<string, Recording>
  readonly participants: Map<string, RoomParticipant>
  /** Who is in the room now, by identity: an identity is in a room once. Whoever is reconnecting is still in. */
  readonly connected: Map<string, RoomParticipant>
}

/** One film or sound track out of a room's recordings. */
export interface Composition {
  readonly order: number
  readonly sid: string
  readonly room: Room
  readonly createdAt: number
  deletedAt: number | null
  readonly videoLayout: Readonly<Record<string, unknown>>
  readonly audioSources: readonly string[]
  readonly audioSourcesExcluded: readonly string[]
  readonly resolution: string
  readonly format: 'mp4' | 'webm'
  readonly trim: boolean
  readonly statusCallback: string | null
  readonly statusCallbackMethod: 'GET' | 'POST'
}

/** Who is told when a room changes. */
export interface RoomListener {
  readonly joined: (room: Room, participant: RoomParticipant) => void
  readonly changed: (room: Room, participant: RoomParticipant) => void
  /** `had` are the tracks that were published until then. */
  readonly left: (room: Room, participant: RoomParticipant, why: Departure, had: readonly PublishedTrack[]) => void
  readonly recordingChanged: (room: Room) => void
  /** What somebody receives has changed. */
  readonly subscriptionChanged: (room: Room, participant: RoomParticipant) => void
}

export interface VideoState {
  readonly rooms: Map<string, Room>
  /** Names are unique among rooms in progress only. */
  readonly inProgress: Map<string, Room>
  /** Everybody who is in a room now. */
  readonly connected: Set<RoomParticipant>
  readonly compositions: Map<string, Composition>
  readonly listeners: readonly RoomListener[]
}

export const emptyVideo = (listeners: readonly RoomListener[] = []): VideoState => ({
  rooms: new Map(),
  inProgress: new Map(),
  connected: new Set(),
  compositions: new Map(),
  listeners,
})

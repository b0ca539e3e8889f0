import type { Cancel } from '../cloud/clock.ts'

export type RoomStatus = 'in-progress' | 'completed'

/** A browser's description of one of its tracks. `id` is the browser's own; Twilio identifies the track by its SID. */
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
  /** Counts changes that others can see: browsers ignore updates on a participant without a higher number. */
  revision: number
  updatedAt: number
  endedAt: number | null
  stopTimer: Cancel
}

/** Why a participant has left a room. Browsers learn it; status callbacks do not say it. */
export type Departure = 'left' | 'lost' | 'removed' | 'replaced' | 'time-limit' | 'room-ended'

/** A rule on what is recorded of a room, or received by a participant. */
export interface TrackRule {
  readonly type: 'include' | 'exclude'
  readonly all?: boolean | undefined
  readonly kind?: 'audio' | 'video' | 'data' | undefined
  readonly publisher?: string | undefined
  readonly track?: string | undefined
}

/** The recording of one track from the moment the rules choose it. */
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

/** A room's captions. A room has one transcription, which can be started and stopped repeatedly. */
export interface Transcription {
  readonly order: number
  readonly ttid: string
  readonly createdAt: number
  updatedAt: number | null
  configuration: Readonly<Record<string, string>>
  readonly periods: { readonly from: number; to: number | null }[]
  /** The number of captions so far, by track SID. */
  readonly told: Map<string, number>
}

export interface Room {
  readonly order: number
  readonly sid: string
  /** Only old accounts have other types than `group`; REST cannot create them. */
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
  /** What browsers were told last. */
  isRecording: boolean
  recordingRevision: number
  rulesUpdatedAt: number
  /** The number of status callbacks of this room so far. */
  sequence: number
  /** The unused or the empty timeout, whichever is running. */
  stopTimer: Cancel
  transcription: Transcription | null
  readonly recordings: Map<string, Recording>
  readonly participants: Map<string, RoomParticipant>
  /**
   * The participants who are in the room now, by identity: an identity is in a room once. Includes reconnecting ones.
   */
  readonly connected: Map<string, RoomParticipant>
}

/** A film or audio file made from a room's recordings. */
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

/** Called when a room changes. */
export interface RoomListener {
  readonly joined: (room: Room, participant: RoomParticipant) => void
  readonly changed: (room: Room, participant: RoomParticipant) => void
  /** `had` are the tracks that the participant published until then. */
  readonly left: (room: Room, participant: RoomParticipant, why: Departure, had: readonly PublishedTrack[]) => void
  readonly recordingChanged: (room: Room) => void
  /** A participant receives other tracks than before. */
  readonly subscriptionChanged: (room: Room, participant: RoomParticipant) => void
}

export interface VideoState {
  readonly rooms: Map<string, Room>
  /** Names are unique among rooms in progress only. */
  readonly inProgress: Map<string, Room>
  /** All participants who are in a room now. */
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

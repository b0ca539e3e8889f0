import type { Cancel } from '../cloud/clock.ts'

export type RoomStatus = 'in-progress' | 'completed'

export interface RoomParticipant {
  readonly order: number
  readonly sid: string
  readonly identity: string
  readonly startedAt: number
  status: 'connected' | 'disconnected'
  updatedAt: number
  endedAt: number | null
  stopTimer: Cancel
}

export interface Room {
  readonly order: number
  readonly sid: string
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
  recordingRules: readonly unknown[]
  rulesUpdatedAt: number
  /** How many status callbacks this room has made. */
  sequence: number
  /** The unused or the empty timeout, whichever is running. */
  stopTimer: Cancel
  readonly participants: Map<string, RoomParticipant>
  /** Who is in the room now, by identity: an identity is in a room once. */
  readonly connected: Map<string, RoomParticipant>
}

export interface VideoState {
  readonly rooms: Map<string, Room>
  /** Names are unique among rooms in progress only. */
  readonly inProgress: Map<string, Room>
}

export const emptyVideo = (): VideoState => ({ rooms: new Map(), inProgress: new Map() })

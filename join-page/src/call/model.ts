import type { ReadonlySignal } from '@preact/signals'
import type { Room, StatsReport } from 'twilio-video'
import type { GivenSeat } from '../../../webhooks/join/page-state.ts'
import type { Media } from '../media/model.ts'

/** Video or sound in the room; attach it to an element to see or hear it. */
export type Playable = { attach(element: HTMLMediaElement): void; detach(element: HTMLMediaElement): void }

export type Role = 'customer' | 'agent' | 'supervisor' | 'other'

export type Participant = {
  /** The participant's SID at Twilio. */
  readonly sid: string
  readonly role: Role
  /** Chosen by the server, and never shown. */
  readonly identity: string
  readonly isMe: boolean
  readonly camera: Playable | undefined
  readonly screen: Playable | undefined
  readonly sound: Playable | undefined
  readonly isMuted: boolean
  readonly isSpeaking: boolean
  readonly isReconnecting: boolean
  /** Twilio has switched the video off because the connection is too slow; the last picture stands still. */
  readonly isPicturePaused: boolean
  /** 0 (none) to 5 (best); undefined while there is no measurement. */
  readonly quality: number | undefined
}

export type Background =
  | { readonly kind: 'none' }
  | { readonly kind: 'blur' }
  | { readonly kind: 'picture'; readonly picture: PictureName }

/** Background pictures, drawn by the page itself. */
export const pictureNames = ['morning', 'room', 'evening'] as const
export type PictureName = (typeof pictureNames)[number]

export type CallView = {
  readonly is: 'out' | 'connecting' | 'in' | 'reconnecting'
  readonly me: Participant | undefined
  readonly others: readonly Participant[]
  /** The participant who shares a screen; one at a time. */
  readonly sharer: Participant | undefined
  /** Others publish something, and for 8 s no media has flowed in either direction. */
  readonly isCutOff: boolean
  readonly isRecording: boolean
  readonly isMuted: boolean
  readonly background: Background
  /** The page removed the background because this device could not keep up. */
  readonly isBackgroundTooSlow: boolean
}

export type Outcome =
  | { readonly type: 'room.joined' }
  | { readonly type: 'room.held' }
  | { readonly type: 'room.refused'; readonly code: number | undefined }
  | { readonly type: 'room.left'; readonly code: number | undefined }

/** What this browser can do in a call. Buttons for anything else are hidden. */
export type Abilities = { readonly share: boolean; readonly background: boolean }

/** The latest statistics of the room. */
export type Statistics = { readonly room: Room; readonly reports: readonly StatsReport[] }

/** One call: a view of the SDK's room that changes, and the actions in it. */
export type Call = {
  readonly view: ReadonlySignal<CallView>
  /** Undefined outside a room, and until the first measurement. */
  readonly statistics: ReadonlySignal<Statistics | undefined>
  readonly can: Abilities
  /** Fetches the SDK ahead of time. */
  prefetch(): void
  /** Prepares what needs no seat, while a seat is requested. */
  warmUp(): void
  enter(seat: GivenSeat): void
  leave(): void
  /** Mutes the sound for the others. The microphone stays open, so that unmuting is instant. */
  mute(isMuted: boolean): void
  /** @returns `shared`, or why not: somebody else shares, the user or the browser refused, or it is not supported */
  shareScreen(): Promise<'shared' | 'taken' | 'refused' | 'unsupported'>
  stopSharing(): void
  setBackground(background: Background): Promise<'set' | 'unsupported' | 'failed'>
}

/** Dependencies of the call. `onOutcome` runs for each attempt to enter, after a minute in the room, and at the end. */
export type CallDeps = {
  readonly media: Pick<Media, 'camera' | 'microphone'>
  readonly onOutcome: (outcome: Outcome) => void
}

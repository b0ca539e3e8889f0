import type { ReadonlySignal } from '@preact/signals'
import type { Room, StatsReport } from 'twilio-video'
import type { GivenSeat } from '../../../webhooks/join/page-state.ts'
import type { Media } from '../media/model.ts'

/** A picture or a sound in the room; attach it to an element to see or hear it. */
export type Playable = { attach(element: HTMLMediaElement): void; detach(element: HTMLMediaElement): void }

export type Role = 'customer' | 'agent' | 'supervisor' | 'other'

export type Person = {
  /** The connection's SID at Twilio. */
  readonly sid: string
  readonly role: Role
  /** The server's choice, and never shown. */
  readonly identity: string
  readonly isMe: boolean
  readonly camera: Playable | undefined
  readonly screen: Playable | undefined
  readonly sound: Playable | undefined
  readonly isMuted: boolean
  readonly isSpeaking: boolean
  readonly isReconnecting: boolean
  /** Twilio holds the picture back because the connection is too thin for it; the last one stands still. */
  readonly isPicturePaused: boolean
  /** 0 (none) to 5 (best); undefined while nobody measured. */
  readonly quality: number | undefined
}

export type Background =
  | { readonly kind: 'none' }
  | { readonly kind: 'blur' }
  | { readonly kind: 'picture'; readonly picture: PictureName }

/** Pictures of our own, drawn by the page. */
export const pictureNames = ['morning', 'room', 'evening'] as const
export type PictureName = (typeof pictureNames)[number]

export type CallView = {
  readonly is: 'out' | 'connecting' | 'in' | 'reconnecting'
  readonly me: Person | undefined
  readonly others: readonly Person[]
  /** Who shares a screen. One at a time. */
  readonly sharer: Person | undefined
  /** Somebody is there to be seen or heard, and for 8 s nothing at all has come or gone. */
  readonly isCutOff: boolean
  readonly isRecording: boolean
  readonly isMuted: boolean
  readonly background: Background
  /** The page gave the background up because this device could not keep up with it. */
  readonly isBackgroundTooSlow: boolean
}

export type Outcome =
  | { readonly type: 'room.joined' }
  | { readonly type: 'room.held' }
  | { readonly type: 'room.refused'; readonly code: number | undefined }
  | { readonly type: 'room.left'; readonly code: number | undefined }

/** What this browser can do in a call. A button for anything else is not shown. */
export type Abilities = { readonly share: boolean; readonly background: boolean }

/** The last look at the room's statistics. */
export type Statistics = { readonly room: Room; readonly reports: readonly StatsReport[] }

/** One call: the SDK's room as a picture that changes, and what one can do in it. */
export type Call = {
  readonly view: ReadonlySignal<CallView>
  /** Undefined outside of a room, and until somebody looked. */
  readonly statistics: ReadonlySignal<Statistics | undefined>
  readonly can: Abilities
  /** Fetches the SDK ahead of time. */
  prefetch(): void
  /** Makes ready what does not need a seat, while one is asked for. */
  warmUp(): void
  enter(seat: GivenSeat): void
  leave(): void
  /** Switches the sound off for the others; the microphone stays open, so that coming back is instant. */
  mute(isMuted: boolean): void
  /** @returns a reason where it cannot be: somebody else shares, the person or the browser said no */
  shareScreen(): Promise<'shared' | 'taken' | 'refused' | 'unsupported'>
  stopSharing(): void
  setBackground(background: Background): Promise<'set' | 'unsupported' | 'failed'>
}

/** What the call needs. `heard` is told how it goes: once for each entering, after a minute in the room, and once more at the end. */
export type CallDeps = {
  readonly media: Pick<Media, 'camera' | 'microphone'>
  readonly heard: (outcome: Outcome) => void
}

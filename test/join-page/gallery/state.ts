import type { Role } from '../../../join-page/src/call/model.ts'
import type { Journey, Screen } from '../../../join-page/src/journey/model.ts'
import type { DeviceChange, Problem } from '../../../join-page/src/media/model.ts'
import type { Verdict } from '../../../join-page/src/network/verdict.ts'
import type { PageState } from '../../../webhooks/join/page-state.ts'

/** The state of a camera or a microphone in one word. */
export type SourceWord = 'off' | 'asking' | 'on' | 'interrupted' | Problem

/** The other participants in the room, in a few words. */
export type PersonWords = {
  readonly role: Role
  readonly hasCamera?: boolean
  readonly hasScreen?: boolean
  readonly isMuted?: boolean
  readonly isSpeaking?: boolean
  readonly isReconnecting?: boolean
  readonly isPicturePaused?: boolean
  readonly quality?: number
}

export type CallWords = {
  readonly is?: 'in' | 'reconnecting'
  readonly me?: Partial<PersonWords>
  readonly others?: readonly PersonWords[]
  readonly isCutOff?: boolean
  readonly isRecording?: boolean
  readonly isMuted?: boolean
  readonly background?: 'none' | 'blur'
}

/** One state of the page. Absent parts are as in a call without problems. */
export type State = {
  readonly screen: Screen
  readonly journey?: Partial<Journey>
  readonly server?: Partial<PageState>
  readonly camera?: SourceWord
  readonly microphone?: SourceWord
  /** A device that took over by itself. */
  readonly changed?: DeviceChange
  readonly call?: CallWords
  /** The result of the network test. */
  readonly network?: Verdict
  readonly isTesting?: boolean
  /** The code of the problem with which the server answers every request. */
  readonly problem?: string
  /** The browser that this one claims to be. */
  readonly userAgent?: string
  /** Selectors that are pressed in order after the page is there. */
  readonly press?: readonly string[]
}

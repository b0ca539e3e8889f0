import type { Role } from '../../../join-page/src/call/model.ts'
import type { Journey, Screen } from '../../../join-page/src/journey/model.ts'
import type { DeviceChange, Problem } from '../../../join-page/src/media/model.ts'
import type { Verdict } from '../../../join-page/src/network/verdict.ts'
import type { PageState } from '../../../webhooks/join/page-state.ts'

/** What a camera or a microphone is up to, in one word. */
export type SourceWord = 'off' | 'asking' | 'on' | 'interrupted' | Problem

/** Who else is in the room, in a few words. */
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

/** One look of the page. Whatever is left out is as on a day when all goes well. */
export type State = {
  readonly screen: Screen
  readonly journey?: Partial<Journey>
  readonly server?: Partial<PageState>
  readonly camera?: SourceWord
  readonly microphone?: SourceWord
  /** A device that took over by itself. */
  readonly changed?: DeviceChange
  readonly call?: CallWords
  /** What the test of the network found. */
  readonly network?: Verdict
  readonly isTesting?: boolean
  /** The code of the problem that the server answers every request with. */
  readonly problem?: string
  /** The browser says that it is this one. */
  readonly userAgent?: string
  /** Selectors of what is pressed after the page has come up, one after the other. */
  readonly press?: readonly string[]
}

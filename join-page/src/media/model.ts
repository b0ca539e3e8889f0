import type { ReadonlySignal } from '@preact/signals'

export type Kind = 'camera' | 'microphone'

/**
 * Why there is no picture or sound. `blocked`: the browser was told no; `system`: the operating system says no;
 * `in-use`: another program has it; `none`: there is no such device; `no-answer`: the browser's question stands unanswered.
 */
export type Problem = 'blocked' | 'system' | 'in-use' | 'none' | 'no-answer' | 'failed'

export type Source =
  | { readonly is: 'off' }
  | { readonly is: 'asking' }
  | { readonly is: 'on'; readonly track: MediaStreamTrack }
  /** The operating system took it away for a while, e.g. for a phone call. */
  | { readonly is: 'interrupted'; readonly track: MediaStreamTrack }
  | { readonly is: 'failed'; readonly why: Problem }

export type Device = { readonly id: string; readonly label: string }
export type Devices = {
  readonly cameras: readonly Device[]
  readonly microphones: readonly Device[]
  /** Empty where the browser cannot choose (`setSinkId` is missing). */
  readonly speakers: readonly Device[]
}
/** A device took another one's place without a press. No label: the browser tells none. */
export type DeviceChange = { readonly what: 'microphone' | 'speaker'; readonly label: string | undefined }
export type Chosen = { readonly camera?: string; readonly microphone?: string; readonly speaker?: string }

/**
 * Camera and microphone of this device, before and during the call. The room mirrors what is here: it publishes a track
 * that appears and takes back one that goes. Nobody else calls getUserMedia.
 */
export type Media = {
  readonly camera: ReadonlySignal<Source>
  readonly microphone: ReadonlySignal<Source>
  readonly devices: ReadonlySignal<Devices>
  readonly chosen: ReadonlySignal<Chosen>
  /** The loudspeaker to play on; empty for the system's usual one, also while the chosen one is unplugged. */
  readonly speaker: ReadonlySignal<string>
  /** The newest change that nobody pressed a button for. */
  readonly changed: ReadonlySignal<DeviceChange | undefined>
  /**
   * Asks the browser for both (or one); settles when it answered, or after 8 s as `no-answer`. Never rejects. Without a
   * kind: whatever the person has not switched off, e.g. on coming back after a `stop`.
   */
  turnOn(...kinds: readonly Kind[]): Promise<void>
  turnOff(kind: Kind): void
  /** What `turnOn()` turns on when no kind is named: what was on before a refresh. */
  want(kinds: readonly Kind[]): void
  /** Remembered for the next visit. A source that is on changes over to it. */
  choose(what: Kind | 'speaker', deviceId: string): Promise<void>
  /** Front camera ⇄ rear camera. */
  flip(): Promise<void>
  /** Gets back what the operating system took away. */
  resume(): Promise<void>
  /** Lights off: every track is stopped. */
  stop(): void
}

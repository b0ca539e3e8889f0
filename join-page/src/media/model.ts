import type { ReadonlySignal } from '@preact/signals'

export type Kind = 'camera' | 'microphone'

/**
 * Why there is no video or sound. `blocked`: refused in the browser; `system`: refused by the operating system;
 * `in-use`: another program uses the device; `none`: there is no such device; `no-answer`: the browser's prompt is
 * unanswered.
 */
export type Problem = 'blocked' | 'system' | 'in-use' | 'none' | 'no-answer' | 'failed'

export type Source =
  | { readonly is: 'off' }
  | { readonly is: 'asking' }
  | { readonly is: 'on'; readonly track: MediaStreamTrack }
  /** The operating system took the device away for a while, e.g. for a phone call. */
  | { readonly is: 'interrupted'; readonly track: MediaStreamTrack }
  | { readonly is: 'failed'; readonly why: Problem }

export type Device = { readonly id: string; readonly label: string }
export type Devices = {
  readonly cameras: readonly Device[]
  readonly microphones: readonly Device[]
  /** Empty if the browser cannot choose one (`setSinkId` is missing). */
  readonly speakers: readonly Device[]
}
/** A device that replaced another one without a press. Without a label if the browser gives none. */
export type DeviceChange = { readonly what: 'microphone' | 'speaker'; readonly label: string | undefined }
export type Chosen = { readonly camera?: string; readonly microphone?: string; readonly speaker?: string }

/**
 * Camera and microphone of this device, before and during the call. The room mirrors them: it publishes new tracks and
 * unpublishes those that are gone. Nothing else calls getUserMedia.
 */
export type Media = {
  readonly camera: ReadonlySignal<Source>
  readonly microphone: ReadonlySignal<Source>
  readonly devices: ReadonlySignal<Devices>
  readonly chosen: ReadonlySignal<Chosen>
  /** The loudspeaker to play on; empty for the system's default, also while the chosen one is unplugged. */
  readonly speaker: ReadonlySignal<string>
  /** The latest change without a press. */
  readonly changed: ReadonlySignal<DeviceChange | undefined>
  /**
   * Requests the devices from the browser. Settles with the answer, or after 8 s as `no-answer`. Never rejects. Without
   * a kind: turns on what the user has not switched off, e.g. when coming back after a `stop`.
   */
  turnOn(...kinds: readonly Kind[]): Promise<void>
  turnOff(kind: Kind): void
  /** Sets what `turnOn()` turns on without a kind, e.g. the devices that were on before a refresh. */
  want(kinds: readonly Kind[]): void
  /** Chooses a device and remembers it for the next visit. A running source changes to it. */
  choose(what: Kind | 'speaker', deviceId: string): Promise<void>
  /** Switches between front and rear camera. */
  flip(): Promise<void>
  /** Requests the devices that the operating system took away. */
  resume(): Promise<void>
  /** Stops every track, so that the camera light goes off. */
  stop(): void
}

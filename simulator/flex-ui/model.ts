import type { Worker, Workspace } from '../taskrouter/model.ts'
import type { SyncState } from './sync/model.ts'
import type { Twilsock } from './twilsock/model.ts'

/** A plugin as the plugin service lists it. If the simulator hosts the plugin, `script` is what its `src` serves. */
export interface Plugin {
  readonly name: string
  readonly version: string
  readonly src: string
  readonly script: string | null
}

/** The worker who is signed in to Flex in one browser. */
export interface Agent {
  readonly identity: string
  readonly workspace: Workspace
  readonly worker: Worker
}

/** One browser's TaskRouter socket. */
export interface Bridge {
  readonly agent: Agent
  readonly send: (eventType: string, payload: unknown) => void
  readonly close: (reason: string) => void
  /** Cuts the socket without a close frame, as a lost network does. */
  readonly cut: () => void
}

/**
 * Flex UI in browsers. The data that it shows is in the other products: this state holds only settings and connections.
 */
export interface FlexUiState {
  plugins: readonly Plugin[]
  /** The feature flags that are on. */
  features: readonly string[]
  /** Merged into the Flex Configuration: `ui_attributes`, for instance. */
  configuration: Readonly<Record<string, unknown>>
  /** The file with Flex UI in it; null: there is no `/flex`. */
  readonly shellFile: string | null
  readonly bridges: Set<Bridge>
  readonly twilsocks: Set<Twilsock>
  readonly sync: SyncState
}

export const emptyFlexUi = (shellFile: string | null): FlexUiState => ({
  plugins: [],
  features: ['flex-chat-auto-join', 'flex-warm-transfers'],
  configuration: {},
  shellFile,
  bridges: new Set(),
  twilsocks: new Set(),
  sync: { byName: new Map(), bySid: new Map() },
})

import type { IsOwnHost } from '../browsers/own-hosts.ts'
import type { ConversationsState } from '../conversations/model.ts'
import type { AgentPanel } from '../desk/panel.ts'
import type { FlexState } from '../flex/model.ts'
import type { FlexUiState } from '../flex-ui/model.ts'
import type { IamState } from '../iam/model.ts'
import type { PluginsState } from '../plugins/model.ts'
import type { Authenticate, Region } from '../rest/authentication.ts'
import type { RateLimits } from '../rest/rates.ts'
import type { RestFaults } from '../rest/rest-faults.ts'
import type { StaleReads } from '../rest/stale-reads.ts'
import type { ServerlessState } from '../serverless/model.ts'
import type { SyncState } from '../sync/model.ts'
import type { TaskRouterState } from '../taskrouter/model.ts'
import type { TurnState } from '../turn/model.ts'
import type { MediaServer } from '../video/media/media-server.ts'
import type { VideoState } from '../video/model.ts'
import type { SignallingState } from '../video/signalling/state.ts'
import type { VoiceState } from '../voice/model.ts'
import type { VoiceSdkState } from '../voice-sdk/model.ts'
import type { Webhooks } from '../webhooks/webhooks.ts'
import type { Account } from './account.ts'
import type { Assumption } from './assumptions.ts'
import type { Clock } from './clock.ts'
import type { Journal } from './journal.ts'
import type { Sids } from './sids.ts'

/** SIDs that an application's configuration already names, so that it can be written before the simulator is seeded. */
export interface FixedSids {
  readonly workspaceSid?: string | undefined
  readonly chatServiceSid?: string | undefined
  readonly transferWorkflowSid?: string | undefined
}

/**
 * The simulated cloud: shared machinery, and one state record per product. Each product is made of plain functions that
 * take the cloud as their first argument. A reset replaces the state records.
 */
export interface Cloud {
  readonly account: Account
  /** Host names that the simulator answers to, and to which it may send a token. */
  readonly isOwnHost: IsOwnHost
  readonly fixedSids: FixedSids
  readonly authenticate: Authenticate
  readonly clock: Clock
  readonly newSid: Sids['newSid']
  readonly ageOf: Sids['ageOf']
  readonly asIfLong: Sids['asIfLong']
  /** Returns a new resource's position in lists. */
  readonly nextOrder: () => number
  readonly journal: Journal
  readonly webhooks: Webhooks
  readonly restFaults: RestFaults
  readonly rates: RateLimits
  readonly staleReads: StaleReads
  readonly settings: {
    latencyMs: number
    /** Milliseconds for which reads do not show new resources. */
    lagReadsMs: number
    /** Whether reads also show changed resources in their earlier state for `lagReadsMs`. */
    lagsChanges: boolean
    /** The largest page of a list, whatever page size a request asks for. */
    mostPerPage: number | null
    /** Limits for the whole account: rooms in progress, and participants in them. */
    mostRooms: number
    mostInRooms: number
    keyRegion: Region
  }
  /** Assumptions about Twilio that are switched off. */
  readonly untrue: Set<Assumption>
  conversations: ConversationsState
  video: VideoState
  voice: VoiceState
  /** Browsers with the Voice SDK. Their calls are in `voice`. */
  voiceSdk: VoiceSdkState
  /** Browsers in video rooms. `video` says who is in a room. */
  signalling: SignallingState
  /** Receives and forwards the audio and video of browsers in rooms. */
  readonly mediaServer: MediaServer
  turn: TurnState
  taskrouter: TaskRouterState
  flex: FlexState
  iam: IamState
  sync: SyncState
  /** Plugins that Flex loads. */
  plugins: PluginsState
  serverless: ServerlessState
  /** Flex UI in browsers. The data that it shows is in the other products. */
  flexUi: FlexUiState
  /** Not part of Twilio: the application's page that the desk shows beside a chat. */
  agentPanel: AgentPanel | null
}

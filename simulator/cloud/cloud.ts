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

/** SIDs that a listener's configuration already names, so that it can be written before anything is seeded. */
export interface FixedSids {
  readonly workspaceSid?: string | undefined
  readonly chatServiceSid?: string | undefined
  readonly transferWorkflowSid?: string | undefined
}

/**
 * The simulated cloud: its machinery, and one record of state per product. Everything a product does is a plain
 * function that takes the cloud first. A reset replaces the records.
 */
export interface Cloud {
  readonly account: Account
  /** Under which names it answers, and where it may send a token. */
  readonly isOwnHost: IsOwnHost
  readonly fixedSids: FixedSids
  readonly authenticate: Authenticate
  readonly clock: Clock
  readonly newSid: Sids['newSid']
  readonly ageOf: Sids['ageOf']
  readonly asIfLong: Sids['asIfLong']
  /** The place of a new resource in lists. */
  readonly nextOrder: () => number
  readonly journal: Journal
  readonly webhooks: Webhooks
  readonly restFaults: RestFaults
  readonly rates: RateLimits
  readonly staleReads: StaleReads
  readonly settings: {
    latencyMs: number
    /** What is new is missing from reads for so long. */
    lagReadsMs: number
    /** What was changed over REST, too, is read as it was, for as long. */
    lagsChanges: boolean
    /** No page of a list has more, whatever is asked for. */
    mostPerPage: number | null
    /** Rooms in progress, and people in them, of the whole account. */
    mostRooms: number
    mostInRooms: number
    keyRegion: Region
  }
  /** Which assumptions about Twilio are not true here. */
  readonly untrue: Set<Assumption>
  conversations: ConversationsState
  video: VideoState
  voice: VoiceState
  /** Browsers with the Voice SDK. What becomes of their calls is for `voice` to say. */
  voiceSdk: VoiceSdkState
  /** The browsers in video rooms. Who is in a room is for `video` to say. */
  signalling: SignallingState
  /** Where browsers in rooms send sound and pictures. */
  readonly mediaServer: MediaServer
  turn: TurnState
  taskrouter: TaskRouterState
  flex: FlexState
  iam: IamState
  sync: SyncState
  /** What Flex loads besides itself. */
  plugins: PluginsState
  serverless: ServerlessState
  /** Flex in browsers. What it shows is for the others to say. */
  flexUi: FlexUiState
  /** No part of Twilio: what the desk shows beside a chat. */
  agentPanel: AgentPanel | null
}

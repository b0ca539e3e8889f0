import type { IsOwnHost } from '../browsers/own-hosts.ts'
import type { ConversationsState } from '../conversations/model.ts'
import type { AgentPanel } from '../desk/panel.ts'
import type { FlexState } from '../flex/model.ts'
import type { FlexUiState } from '../flex-ui/model.ts'
import type { IamState } from '../iam/model.ts'
import type { Authenticate, Region } from '../rest/authentication.ts'
import type { RateLimit } from '../rest/rate-limit.ts'
import type { RestFaults } from '../rest/rest-faults.ts'
import type { TaskRouterState } from '../taskrouter/model.ts'
import type { VideoState } from '../video/model.ts'
import type { SignallingState } from '../video/signalling/state.ts'
import type { VoiceState } from '../voice/model.ts'
import type { Webhooks } from '../webhooks/webhooks.ts'
import type { Account } from './account.ts'
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
  /** The place of a new resource in lists. */
  readonly nextOrder: () => number
  readonly journal: Journal
  readonly webhooks: Webhooks
  readonly restFaults: RestFaults
  /** Lists that are filtered by an expression: three a second, says Twilio's changelog of 2024-10-18. */
  readonly expressionLists: RateLimit
  readonly settings: { latencyMs: number; lagReadsMs: number; keyRegion: Region }
  conversations: ConversationsState
  video: VideoState
  voice: VoiceState
  /** The browsers in video rooms. Who is in a room is for `video` to say. */
  signalling: SignallingState
  taskrouter: TaskRouterState
  flex: FlexState
  iam: IamState
  /** Flex in browsers. What it shows is for the others to say. */
  flexUi: FlexUiState
  /** No part of Twilio: what the desk shows beside a chat. */
  agentPanel: AgentPanel | null
}

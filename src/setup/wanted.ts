import type { SetupConfig } from '../config.ts'
import { retryFragment } from '../twilio/from-config.ts'

/** The wanted webhooks of the account, with only those events that the product uses. */
export type Wanted = {
  readonly conversations: { readonly url: string; readonly filters: readonly string[] }
  readonly taskrouter: {
    readonly url: string
    /** With retry options in the fragment, which Twilio neither sends nor signs. */
    readonly urlWithRetries: string
    readonly events: readonly string[]
    /** The earlier consumer of TaskRouter's events, to which the server forwards them. */
    readonly forwardUrl: string | undefined
  }
  readonly hasTransfers: boolean
  /** The configured workflow; without one it is found by its name. */
  readonly workflowSid: string | undefined
}

const conversationEvents = [
  'onMessageAdded',
  'onDeliveryUpdated',
  'onConversationStateUpdated',
  'onConversationRemoved',
]

const taskEvents = [
  ...['accepted', 'rejected', 'timeout', 'wrapup', 'completed', 'canceled', 'rescinded'].map((e) => `reservation.${e}`),
  'workflow.timeout',
  ...['wrapup', 'completed', 'canceled', 'deleted', 'system-deleted'].map((each) => `task.${each}`),
]

const callEvents = ['initiated', 'attempt-failed', 'failed', 'canceled', 'completed'].map(
  (each) => `task.transfer-${each}`,
)

/** The workflow that is made when none is configured. */
export const workflowName = 'Escalate transfers'

export function wantedOf(config: SetupConfig): Wanted {
  const url = `${config.PUBLIC_URL}/webhooks/taskrouter`
  return {
    conversations: { url: `${config.PUBLIC_URL}/webhooks/conversations`, filters: conversationEvents },
    taskrouter: {
      url,
      urlWithRetries: `${url}${retryFragment}`,
      events: config.MEDIA_STREAMS === 'off' ? taskEvents : [...taskEvents, ...callEvents],
      forwardUrl: config.TASKROUTER_FORWARD_URL,
    },
    hasTransfers: config.TRANSFERS !== false,
    workflowSid: config.TWILIO_TRANSFER_WORKFLOW_SID,
  }
}

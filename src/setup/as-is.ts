import type { Queue } from '../twilio/transfer-workflow.ts'
import type { Callback, Webhook } from './change.ts'

export type Workflow = { readonly sid: string; readonly name: string; readonly configuration: string }

/** The current account, as far as the set-up touches it. Empty texts for unset values. */
export type AsIs = {
  readonly service: Webhook & { readonly preUrl: string }
  /** The webhook of the whole account. With the target `flex`, which is Flex's own, its address is not used. */
  readonly account: Webhook & { readonly preUrl: string; readonly target: string }
  readonly taskrouter: Callback
  readonly queues: readonly Queue[]
  /** The configured workflow or, if none is configured, the one with our name. */
  readonly workflow: Workflow | undefined
}

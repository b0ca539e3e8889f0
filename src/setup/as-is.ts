import type { Queue } from '../twilio/transfer-workflow.ts'
import type { Callback, Webhook } from './change.ts'

export type Workflow = { readonly sid: string; readonly name: string; readonly configuration: string }

/** The account as it is, as far as the set-up touches it. Empty text where there is nothing. */
export type AsIs = {
  readonly service: Webhook & { readonly preUrl: string }
  /** Of the whole account. `flex` is Flex's own target: then its address is not used. */
  readonly account: Webhook & { readonly preUrl: string; readonly target: string }
  readonly taskrouter: Callback
  readonly queues: readonly Queue[]
  /** The configured one or, where none is configured, the one with our name. */
  readonly workflow: Workflow | undefined
}

import { createTransferRouting } from '../twilio/transfer-routing.ts'
import type { Gaps } from '../twilio/workflow-gaps.ts'
import type { Examined } from './check.ts'

/** What the account's transfer workflow leaves out; undefined if there is none, or if it cannot be read. */
export async function gapsIn({ sdk, workspaceSid, transferWorkflowSid }: Examined): Promise<Gaps | undefined> {
  if (transferWorkflowSid === undefined) return undefined
  return createTransferRouting(sdk, { workspaceSid, workflowSid: transferWorkflowSid }).gaps()
}

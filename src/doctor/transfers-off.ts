import type { Examined } from './check.ts'

/** Why checks of transfers do not run: transfers are not set up. */
export const transfersOff = ({ transferWorkflowSid }: Examined): string | undefined =>
  transferWorkflowSid === undefined ? 'transfers are off: TWILIO_TRANSFER_WORKFLOW_SID is not set' : undefined

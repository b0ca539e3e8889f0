import { isStatus } from '../../twilio/codes.ts'
import type { Check, Finding } from '../check.ts'
import { gapsIn } from '../gaps-in.ts'
import { transfersOff } from '../transfers-off.ts'

const make = 'Make one with the output of `npm run transfer-workflow`, and set TWILIO_TRANSFER_WORKFLOW_SID.'

export const transferWorkflow: Check = {
  name: 'transfer workflow',
  needs: ['workspace'],
  isOff: transfersOff,
  async look(account): Promise<readonly Finding[]> {
    try {
      const gaps = await gapsIn(account)
      if (!gaps) return [{ what: 'The configuration of the transfer workflow cannot be read', todo: make }]
      if (!gaps.hasDefault) return []
      return [
        {
          what: 'The transfer workflow has a default filter',
          todo: 'Remove it: a transfer that an agent takes back would ring in the default queue instead of being cancelled.',
        },
      ]
    } catch (problem) {
      if (!isStatus(problem, 404)) throw problem
      return [{ what: `There is no workflow ${account.transferWorkflowSid} in the workspace`, todo: make }]
    }
  },
}

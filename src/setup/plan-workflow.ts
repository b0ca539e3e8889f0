import { everyoneIn, transferWorkflow } from '../twilio/transfer-workflow.ts'
import { gapsOf } from '../twilio/workflow-gaps.ts'
import type { AsIs } from './as-is.ts'
import { type Choice, changing, nothing, type Plan, refusing } from './part.ts'
import { type Wanted, workflowName } from './wanted.ts'

/**
 * The workflow of transfers: made when there is none, and written anew when a queue or a filter is missing. One that somebody
 * else named is routing of the contact centre's own, and is not written over unasked.
 */
export function planWorkflow({ queues, workflow }: AsIs, wanted: Wanted, { isReplacing }: Choice): Plan {
  if (!wanted.hasTransfers) return nothing
  if (wanted.workflowSid !== undefined && !workflow) {
    return refusing(
      `There is no workflow ${wanted.workflowSid}. Leave TWILIO_TRANSFER_WORKFLOW_SID empty, and one is made; or set TRANSFERS=false.`,
    )
  }
  const everyone = everyoneIn(queues)
  if (!everyone) {
    return refusing(
      'There is no queue with everybody in it, in which one worker could be found. Make one named "Everyone" (1==1), or set TRANSFERS=false.',
    )
  }
  const after = JSON.stringify(transferWorkflow(queues, everyone))
  if (!workflow) return changing({ of: 'workflow', name: workflowName, before: null, after })
  const gaps = gapsOf(workflow.configuration, queues)
  if (gaps && gaps.unreached.length === 0 && gaps.workersIn.length > 0 && !gaps.hasDefault) return nothing
  if (workflow.name !== workflowName && !isReplacing) {
    return refusing(
      `The workflow "${workflow.name}" (${workflow.sid}) does not fit transfers, and is not one this command made. Change it as \`npm run doctor\` says, leave TWILIO_TRANSFER_WORKFLOW_SID empty for one of our own, or have it written over with --replace.`,
    )
  }
  return changing({ of: 'workflow', sid: workflow.sid, name: workflow.name, before: workflow.configuration, after })
}

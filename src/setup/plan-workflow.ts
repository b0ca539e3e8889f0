import { everyoneIn, transferWorkflow } from '../twilio/transfer-workflow.ts'
import { gapsOf } from '../twilio/workflow-gaps.ts'
import type { AsIs } from './as-is.ts'
import { type Choice, changing, nothing, type Plan, refusing } from './part.ts'
import { type Wanted, workflowName } from './wanted.ts'

/**
 * Plans the transfer workflow: it is made if there is none, and rewritten if a queue or a filter is missing. A workflow
 * with another name may be the contact centre's own routing, so only `--replace` overwrites it.
 */
export function planWorkflow({ queues, workflow }: AsIs, wanted: Wanted, { isReplacing }: Choice): Plan {
  if (!wanted.hasTransfers) return nothing
  if (wanted.workflowSid !== undefined && !workflow) {
    return refusing(
      `There is no workflow ${wanted.workflowSid}. Leave TWILIO_TRANSFER_WORKFLOW_SID empty to have one made, or set TRANSFERS=false.`,
    )
  }
  const everyone = everyoneIn(queues)
  if (!everyone) {
    return refusing(
      'There is no queue with every worker in it, which transfers to one worker need. Make one named "Everyone" (1==1), or set TRANSFERS=false.',
    )
  }
  const after = JSON.stringify(transferWorkflow(queues, everyone))
  if (!workflow) return changing({ of: 'workflow', name: workflowName, before: null, after })
  const gaps = gapsOf(workflow.configuration, queues)
  if (gaps && gaps.unreached.length === 0 && gaps.workersIn.length > 0 && !gaps.hasDefault) return nothing
  if (workflow.name !== workflowName && !isReplacing) {
    return refusing(
      `The workflow "${workflow.name}" (${workflow.sid}) does not fit transfers, and this command did not make it. Change it as \`npm run doctor\` says, leave TWILIO_TRANSFER_WORKFLOW_SID empty to have another one made, or overwrite it with --replace.`,
    )
  }
  return changing({ of: 'workflow', sid: workflow.sid, name: workflow.name, before: workflow.configuration, after })
}

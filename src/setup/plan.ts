import type { AsIs } from './as-is.ts'
import type { Choice, Plan } from './part.ts'
import { planConversations } from './plan-conversations.ts'
import { planTaskRouter } from './plan-taskrouter.ts'
import { planWorkflow } from './plan-workflow.ts'
import type { Wanted } from './wanted.ts'

/** Plans the changes from the current account to the wanted one. The plan is empty if nothing is to be done. */
export function plan(is: AsIs, wanted: Wanted, choice: Choice): Plan {
  const parts = [planConversations, planTaskRouter, planWorkflow].map((each) => each(is, wanted, choice))
  return {
    changes: parts.flatMap(({ changes }) => changes),
    refusals: parts.flatMap(({ refusals }) => refusals),
  }
}

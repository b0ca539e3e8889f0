import type { AsIs } from './as-is.ts'
import type { Choice, Plan } from './part.ts'
import { planConversations } from './plan-conversations.ts'
import { planTaskRouter } from './plan-taskrouter.ts'
import { planWorkflow } from './plan-workflow.ts'
import type { Wanted } from './wanted.ts'

/** From what is to what should be. An account that is as it should be gives an empty plan. */
export function plan(is: AsIs, wanted: Wanted, choice: Choice): Plan {
  const parts = [planConversations, planTaskRouter, planWorkflow].map((each) => each(is, wanted, choice))
  return {
    changes: parts.flatMap(({ changes }) => changes),
    refusals: parts.flatMap(({ refusals }) => refusals),
  }
}

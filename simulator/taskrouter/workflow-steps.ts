import { z } from 'zod'
import { readAttributes } from './attributes.ts'
import { compileExpression } from './expression.ts'
import type { TaskQueue, Workflow, Workspace } from './model.ts'

const target = z.object({
  queue: z.string(),
  expression: z.string().optional(),
  priority: z.coerce.number().optional(),
  timeout: z.coerce.number().optional(),
  known_worker_sid: z.string().optional(),
})

/** A workflow's configuration (Twilio docs: "Configuring Workflows"). Parts the simulator has no use for are ignored. */
export const workflowConfiguration = z.object({
  task_routing: z.object({
    filters: z
      .array(
        z.object({ expression: z.string(), filter_friendly_name: z.string().optional(), targets: z.array(target) }),
      )
      .optional(),
    default_filter: z.object({ queue: z.string() }).optional(),
  }),
})

/** Where a workflow sends a task: a queue, and which of its workers may have it. */
export interface Step {
  readonly queue: TaskQueue
  /** Asked about a worker with the task beside it. */
  readonly expression: string
}

/** The steps of the first filter that fits a task, or the default queue. */
export function workflowSteps(workspace: Workspace, workflow: Workflow, attributesText: string): Step[] {
  const { task_routing: routing } = workflowConfiguration.parse(JSON.parse(workflow.configuration))
  const attributes = readAttributes(attributesText)
  const filter = routing.filters?.find(({ expression }) => compileExpression(expression)(attributes))
  const fallback = routing.default_filter === undefined ? [] : [{ queue: routing.default_filter.queue }]
  return (filter?.targets ?? fallback).flatMap((each: { queue: string; expression?: string | undefined }) => {
    const queue = workspace.queues.get(each.queue)
    return queue === undefined ? [] : [{ queue, expression: each.expression ?? '' }]
  })
}

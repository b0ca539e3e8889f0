import { z } from 'zod'
import { readAttributes } from './attributes.ts'
import { compileExpression, readPath } from './expression.ts'
import type { Step, TaskQueue, Workflow, Workspace } from './model.ts'

const target = z.object({
  queue: z.string().optional(),
  expression: z.string().optional(),
  priority: z.coerce.number().optional(),
  timeout: z.coerce.number().optional(),
  known_worker_sid: z.string().optional(),
  known_worker_friendly_name: z.string().optional(),
  order_by: z.string().optional(),
  skip_if: z.string().optional(),
})

const filter = z.object({
  expression: z.string(),
  filter_friendly_name: z.string().optional(),
  targets: z.array(target),
})

/** A workflow's configuration (Twilio docs: "Configuring Workflows"). Parts that are not imitated are ignored. */
export const workflowConfiguration = z.object({
  task_routing: z.object({
    filters: z.array(filter).optional(),
    default_filter: z.object({ queue: z.string() }).optional(),
  }),
})

/** A filter that fits a task, and its steps. */
export interface Fitting {
  readonly filter: number
  readonly steps: readonly Step[]
}

/**
 * The first filter that fits a task, searched from one index on. The default filter comes last, for tasks that fit no
 * other filter, and only if no fitting filter was skipped.
 */
export function filterFor(
  workspace: Workspace,
  workflow: Workflow,
  attributesText: string,
  from = 0,
): Fitting | undefined {
  const { task_routing: routing } = workflowConfiguration.parse(JSON.parse(workflow.configuration))
  const attributes = readAttributes(attributesText)
  const filters = routing.filters ?? []
  const at = filters.findIndex((each, place) => place >= from && compileExpression(each.expression)(attributes))
  const found = filters[at]
  if (found !== undefined) return { filter: at, steps: stepsOf(workspace, found.targets, attributes) }
  if (from > 0 || routing.default_filter === undefined) return undefined
  return { filter: filters.length, steps: stepsOf(workspace, [routing.default_filter], attributes) }
}

/** The one step of a task that is sent straight to a queue. */
export const outright = (queue: TaskQueue, expression = ''): Step => ({
  queue,
  expression,
  priority: undefined,
  timeoutSeconds: undefined,
  known: undefined,
  orderBy: undefined,
  skipIf: undefined,
})

/** A target without a queue uses the queue of the target before it. A target whose queue does not exist is skipped. */
function stepsOf(
  workspace: Workspace,
  targets: readonly z.output<typeof target>[],
  attributes: Readonly<Record<string, unknown>>,
): Step[] {
  let queue: TaskQueue | undefined
  return targets.flatMap((each) => {
    if (each.queue !== undefined) queue = workspace.queues.get(each.queue)
    if (queue === undefined) return []
    return [
      {
        ...outright(queue, each.expression),
        priority: each.priority,
        timeoutSeconds: each.timeout,
        known: knownWorker(each, attributes),
        orderBy: each.order_by,
        skipIf: each.skip_if,
      },
    ]
  })
}

/**
 * Known agent routing takes the worker from a task attribute, such as `task.agent_sid` (Twilio docs: "Known Agent
 * Routing").
 */
function knownWorker(each: z.output<typeof target>, attributes: Readonly<Record<string, unknown>>): Step['known'] {
  const { known_worker_sid: sid, known_worker_friendly_name: name } = each
  const template = sid ?? name
  if (template === undefined) return undefined
  const value = readPath({ task: attributes }, template.split('.'))
  return { by: sid === undefined ? 'friendlyName' : 'sid', value: typeof value === 'string' ? value : null }
}

import { z } from 'zod'
import { inOrder, orderingParameter } from '../rest/ordering.ts'
import { flag, integer, paging, repeated, sid, text } from '../rest/parameters.ts'
import { readAttributes } from './attributes.ts'
import { expressionParameter } from './expression-parameter.ts'
import type { Task, Workspace } from './model.ts'

const statuses = new Set(['pending', 'reserved', 'assigned', 'canceled', 'completed', 'wrapping'])

const orderings = {
  DateCreated: ({ createdAt }: Task) => createdAt,
  Priority: ({ priority }: Task) => priority,
  VirtualStartTime: ({ virtualStartAt }: Task) => virtualStartAt,
}

/** The filters of a list of tasks. AssignmentStatus may be repeated or hold values separated by commas. */
export const taskListParameters = z.strictObject({
  Priority: integer(0, 2_147_483_647).optional(),
  AssignmentStatus: repeated(text)
    .transform((values) => values.flatMap((value) => value.split(',').map((each) => each.trim())))
    .refine((values) => values.every((value) => statuses.has(value)), 'not a task status')
    .optional(),
  WorkflowSid: sid('WW').optional(),
  WorkflowName: text.optional(),
  TaskQueueSid: sid('WQ').optional(),
  TaskQueueName: text.optional(),
  EvaluateTaskAttributes: text.optional(),
  RoutingTarget: text.optional(),
  Ordering: orderingParameter(orderings),
  HasAddons: flag.optional(),
  ...paging(1000),
})

/** The tasks that match, oldest first by default. */
export function listTasks(workspace: Workspace, params: z.output<typeof taskListParameters>): Task[] {
  const evaluate = expressionParameter('EvaluateTaskAttributes', params.EvaluateTaskAttributes)
  const same = <T>(wanted: T | undefined, actual: T | null | undefined): boolean =>
    wanted === undefined || wanted === actual
  const tasks = [...workspace.tasks.values()].filter(
    (task) =>
      same(params.Priority, task.priority) &&
      (params.AssignmentStatus?.includes(task.status) ?? true) &&
      same(params.WorkflowSid, task.workflow?.sid) &&
      same(params.WorkflowName, task.workflow?.friendlyName) &&
      same(params.TaskQueueSid, task.queue?.sid) &&
      same(params.TaskQueueName, task.queue?.friendlyName) &&
      // Add-ons are not imitated.
      params.HasAddons !== true &&
      same(params.RoutingTarget, task.routingTarget) &&
      (evaluate === undefined || evaluate(readAttributes(task.attributes))),
  )
  // Reverses first: for `desc` the later of two tasks in one millisecond must come first.
  if (params.Ordering?.[0] === 'DateCreated:desc') tasks.reverse()
  return inOrder(tasks, params.Ordering, orderings)
}

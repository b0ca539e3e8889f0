import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { integer, none, sid, text, textUpTo } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { created, deleted, ok, type Route, route } from '../rest/route.ts'
import { expressionParameter } from './expression-parameter.ts'
import { listQueues, queueListParameters } from './list-queues.ts'
import type { TaskQueue, Workspace } from './model.ts'
import { createQueue, requireIn, requireWorkspace } from './workspace.ts'
import { taskQueueBody } from './workspace-bodies.ts'

const updateParameters = z.strictObject({
  FriendlyName: textUpTo(256).optional(),
  TargetWorkers: text.optional(),
  MaxReservedWorkers: integer(1, 50).optional(),
  TaskOrder: z.enum(['FIFO', 'LIFO']).optional(),
  ReservationActivitySid: sid('WA').optional(),
  AssignmentActivitySid: sid('WA').optional(),
})

const createParameters = updateParameters.required({ FriendlyName: true })

/**
 * …/TaskQueues (Twilio docs: "TaskQueue Resource"). A queue's activities are only stored: with multitasking they do not
 * move workers.
 */
export const queueRoutes = (cloud: Cloud): readonly Route[] => [
  route('GET', '/v1/Workspaces/:workspace/TaskQueues', { params: queueListParameters }, (call) => {
    const workspace = requireWorkspace(cloud, call.at.workspace)
    const { items, meta } = page(listQueues(workspace, call.params), call, 'task_queues')
    return ok({ task_queues: items.map((each) => taskQueueBody(cloud, workspace, each)), meta })
  }),
  route('GET', '/v1/Workspaces/:workspace/TaskQueues/:queue', { params: none }, ({ at }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    return ok(taskQueueBody(cloud, workspace, requireIn(workspace.queues, 'TaskQueues', at.queue)))
  }),
  route('POST', '/v1/Workspaces/:workspace/TaskQueues', { params: createParameters }, ({ at, params }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    requireParts(workspace, params)
    const queue = createQueue(cloud, workspace, params.FriendlyName, params.TargetWorkers ?? '1==1')
    change(queue, params)
    return { ...created(taskQueueBody(cloud, workspace, queue)), ...lifoGap(queue) }
  }),
  route(
    'POST',
    '/v1/Workspaces/:workspace/TaskQueues/:queue',
    { params: updateParameters, clearable: ['TargetWorkers'] },
    ({ at, params }) => {
      const workspace = requireWorkspace(cloud, at.workspace)
      const queue = requireIn(workspace.queues, 'TaskQueues', at.queue)
      requireParts(workspace, params)
      change(queue, params)
      return ok(taskQueueBody(cloud, workspace, queue))
    },
  ),
  route('DELETE', '/v1/Workspaces/:workspace/TaskQueues/:queue', { params: none }, ({ at }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    const queue = requireIn(workspace.queues, 'TaskQueues', at.queue)
    const isLedTo = [...workspace.workflows.values()].some((each) => each.configuration.includes(queue.sid))
    if (isLedTo) throw invalid('A workflow leads to the queue')
    workspace.queues.delete(queue.sid)
    return deleted
  }),
]

/** Reports LIFO as a gap: every queue offers its oldest task first. */
const lifoGap = (queue: TaskQueue): { readonly gap?: string } =>
  queue.taskOrder === 'LIFO' ? { gap: 'no effect of TaskOrder LIFO' } : {}

function change(queue: TaskQueue, params: z.output<typeof updateParameters>): void {
  queue.friendlyName = params.FriendlyName ?? queue.friendlyName
  queue.targetWorkers = params.TargetWorkers ?? queue.targetWorkers
  queue.maxReservedWorkers = params.MaxReservedWorkers ?? queue.maxReservedWorkers
  queue.reservationActivitySid = params.ReservationActivitySid ?? queue.reservationActivitySid
  queue.assignmentActivitySid = params.AssignmentActivitySid ?? queue.assignmentActivitySid
  queue.taskOrder = params.TaskOrder ?? queue.taskOrder
}

function requireParts(workspace: Workspace, params: z.output<typeof updateParameters>): void {
  expressionParameter('TargetWorkers', params.TargetWorkers)
  for (const activitySid of [params.ReservationActivitySid, params.AssignmentActivitySid]) {
    if (activitySid !== undefined && !workspace.activities.has(activitySid))
      throw invalid(`Activity ${activitySid} does not exist`)
  }
}

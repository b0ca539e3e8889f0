import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { integer, none, text, textUpTo } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { created, deleted, ok, type Route, route } from '../rest/route.ts'
import { compileExpression } from './expression.ts'
import type { TaskQueue } from './model.ts'
import { createQueue, requireIn, requireWorkspace } from './workspace.ts'
import { taskQueueBody } from './workspace-bodies.ts'

const updateParameters = z.strictObject({
  FriendlyName: textUpTo(256).optional(),
  TargetWorkers: text.optional(),
  MaxReservedWorkers: integer(1, 50).optional(),
  TaskOrder: z.enum(['FIFO', 'LIFO']).optional(),
})

const createParameters = updateParameters.required({ FriendlyName: true })

/** …/TaskQueues: made, changed and deleted (Twilio docs: "TaskQueue Resource"). They are read by `catalog-routes.ts`. */
export const queueRoutes = (cloud: Cloud): readonly Route[] => [
  route('POST', '/v1/Workspaces/:workspace/TaskQueues', { params: createParameters }, ({ at, params }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    requireExpression(params.TargetWorkers)
    const queue = createQueue(cloud, workspace, params.FriendlyName, params.TargetWorkers ?? '1==1')
    change(queue, params)
    return created(taskQueueBody(cloud, workspace, queue))
  }),
  route('POST', '/v1/Workspaces/:workspace/TaskQueues/:queue', { params: updateParameters }, ({ at, params }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    const queue = requireIn(workspace.queues, 'TaskQueues', at.queue)
    requireExpression(params.TargetWorkers)
    change(queue, params)
    return ok(taskQueueBody(cloud, workspace, queue))
  }),
  route('DELETE', '/v1/Workspaces/:workspace/TaskQueues/:queue', { params: none }, ({ at }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    const queue = requireIn(workspace.queues, 'TaskQueues', at.queue)
    const isLedTo = [...workspace.workflows.values()].some((each) => each.configuration.includes(queue.sid))
    if (isLedTo) throw invalid('A workflow leads to the queue')
    workspace.queues.delete(queue.sid)
    return deleted
  }),
]

function change(queue: TaskQueue, params: z.output<typeof updateParameters>): void {
  queue.friendlyName = params.FriendlyName ?? queue.friendlyName
  queue.targetWorkers = params.TargetWorkers ?? queue.targetWorkers
  queue.maxReservedWorkers = params.MaxReservedWorkers ?? queue.maxReservedWorkers
  queue.taskOrder = params.TaskOrder ?? queue.taskOrder
}

function requireExpression(expression: string | undefined): void {
  try {
    compileExpression(expression ?? '')
  } catch {
    throw invalid("Invalid parameter 'TargetWorkers'")
  }
}

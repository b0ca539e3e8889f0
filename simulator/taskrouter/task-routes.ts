import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { date, flag, integer, none, sid, taskrouterAttributes, text } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { type Answer, created, deleted, ok, type Route, route } from '../rest/route.ts'
import { taskBody } from './bodies.ts'
import { etag, requireMatch } from './if-match.ts'
import { listTasks, taskListParameters } from './list-tasks.ts'
import type { Task, Workspace } from './model.ts'
import { channelNamed, workflowFor } from './named.ts'
import { changeTask, createTask, deleteTask, endTask } from './tasks.ts'
import { requireIn, requireWorkspace } from './workspace.ts'

const createParameters = z.strictObject({
  Attributes: taskrouterAttributes.optional(),
  WorkflowSid: sid('WW').optional(),
  TaskQueueSid: sid('WQ').optional(),
  TaskChannel: text.optional(),
  Priority: integer(0, 2_147_483_647).optional(),
  Timeout: integer(1, 1_209_600).optional(),
  VirtualStartTime: date.optional(),
  RoutingTarget: text.optional(),
  IgnoreCapacity: flag.optional(),
})

const updateParameters = z.strictObject({
  Attributes: taskrouterAttributes.optional(),
  AssignmentStatus: z.enum(['wrapping', 'completed', 'canceled', 'pending', 'reserved', 'assigned']).optional(),
  Reason: text.optional(),
  Priority: integer(0, 2_147_483_647).optional(),
  TaskChannel: text.optional(),
  VirtualStartTime: date.optional(),
})

/** …/Tasks (Twilio docs: "Task Resource"). */
export const taskRoutes = (cloud: Cloud): readonly Route[] => [
  route('POST', '/v1/Workspaces/:workspace/Tasks', { params: createParameters }, ({ at, params }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    const task = createTask(cloud, workspace, {
      channel: channelNamed(workspace, params.TaskChannel ?? 'default'),
      workflow: workflowFor(workspace, params.WorkflowSid, params.TaskQueueSid),
      queue:
        params.TaskQueueSid === undefined ? undefined : requireIn(workspace.queues, 'TaskQueues', params.TaskQueueSid),
      workerSid: params.RoutingTarget?.startsWith('WK') === true ? params.RoutingTarget : undefined,
      routingTarget: params.RoutingTarget,
      attributes: params.Attributes ?? '{}',
      priority: params.Priority,
      timeout: params.Timeout,
      ignoreCapacity: params.IgnoreCapacity,
      virtualStartAt: params.VirtualStartTime,
    })
    return created(taskBody(cloud, workspace, task))
  }),
  route('GET', '/v1/Workspaces/:workspace/Tasks', { params: taskListParameters }, (call) => {
    const workspace = requireWorkspace(cloud, call.at.workspace)
    const { items, meta } = page(listTasks(workspace, call.params), call, 'tasks')
    return ok({ tasks: items.map((each) => taskBody(cloud, workspace, each)), meta })
  }),
  route('GET', '/v1/Workspaces/:workspace/Tasks/:task', { params: none }, ({ at }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    return answer(cloud, workspace, requireIn(workspace.tasks, 'Tasks', at.task))
  }),
  route(
    'POST',
    '/v1/Workspaces/:workspace/Tasks/:task',
    { params: updateParameters, idle: ['TaskChannel'] },
    ({ at, params, header }) => {
      const workspace = requireWorkspace(cloud, at.workspace)
      const task = requireIn(workspace.tasks, 'Tasks', at.task)
      requireMatch(header('if-match'), task.version)
      update(cloud, workspace, task, params)
      return answer(cloud, workspace, task)
    },
  ),
  route('DELETE', '/v1/Workspaces/:workspace/Tasks/:task', { params: none }, ({ at, header }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    const task = requireIn(workspace.tasks, 'Tasks', at.task)
    requireMatch(header('if-match'), task.version)
    deleteTask(cloud, workspace, task, null)
    return deleted
  }),
]

function update(cloud: Cloud, workspace: Workspace, task: Task, params: z.output<typeof updateParameters>): void {
  const { AssignmentStatus: status, Reason: reason } = params
  if ((status === 'completed' || status === 'canceled') && reason === undefined) throw invalid('Reason is required')
  if (status === 'pending' || status === 'reserved' || status === 'assigned') {
    throw invalid(`Cannot change task ${task.sid} from ${task.status} to ${status}`)
  }
  if (status !== undefined) endTask(cloud, workspace, task, status, reason ?? null)
  const { Attributes: attributes, Priority: priority, VirtualStartTime: virtualStartAt } = params
  const isChanged = [attributes, priority, virtualStartAt].some((each) => each !== undefined)
  if (isChanged || status === undefined) {
    changeTask(cloud, workspace, task, { attributes, priority, virtualStartAt })
  }
}

const answer = (cloud: Cloud, workspace: Workspace, task: Task): Answer =>
  ok(taskBody(cloud, workspace, task), etag(task.version))

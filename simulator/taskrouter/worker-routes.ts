import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { flag, none, paging, sid, taskrouterAttributes, text, textUpTo } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { created, deleted, ok, type Route, route } from '../rest/route.ts'
import { workerScope } from './attributes.ts'
import { workerBody } from './bodies.ts'
import { workerParams } from './event-params.ts'
import { compileExpression } from './expression.ts'
import { etag, requireMatch } from './if-match.ts'
import type { Worker, Workspace } from './model.ts'
import { setReservation } from './reservations.ts'
import { sendTaskRouterEvent } from './send-event.ts'
import { changeWorkerAttributes, createWorker, setActivity } from './workers.ts'
import { requireIn, requireWorkspace } from './workspace.ts'

const listParameters = z.strictObject({
  ActivityName: text.optional(),
  ActivitySid: sid('WA').optional(),
  Available: flag.optional(),
  FriendlyName: text.optional(),
  TargetWorkersExpression: text.optional(),
  TaskQueueName: text.optional(),
  TaskQueueSid: sid('WQ').optional(),
  Ordering: text.optional(),
  ...paging(1000),
})

const updateParameters = z.strictObject({
  ActivitySid: sid('WA').optional(),
  Attributes: taskrouterAttributes.optional(),
  FriendlyName: textUpTo(256).optional(),
  RejectPendingReservations: flag.optional(),
})

const createParameters = updateParameters.omit({ RejectPendingReservations: true }).required({ FriendlyName: true })

/** …/Workers (Twilio docs: "Worker Resource"). */
export const workerRoutes = (cloud: Cloud): readonly Route[] => [
  route('POST', '/v1/Workspaces/:workspace/Workers', { params: createParameters }, ({ at, params }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    const activitySid = params.ActivitySid ?? workspace.defaultActivitySid
    requireActivity(workspace, activitySid)
    const given = { friendlyName: params.FriendlyName, attributes: params.Attributes ?? '{}', activitySid }
    return created(workerBody(cloud, workspace, createWorker(cloud, workspace, given)))
  }),
  route('GET', '/v1/Workspaces/:workspace/Workers', { params: listParameters }, (call) => {
    const workspace = requireWorkspace(cloud, call.at.workspace)
    if (call.params.TargetWorkersExpression !== undefined) cloud.expressionLists('Workers')
    const { items, meta } = page(listWorkers(workspace, call.params), call, 'workers')
    return ok({ workers: items.map((each) => workerBody(cloud, workspace, each)), meta })
  }),
  route('GET', '/v1/Workspaces/:workspace/Workers/:worker', { params: none }, ({ at }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    const worker = requireIn(workspace.workers, 'Workers', at.worker)
    return ok(workerBody(cloud, workspace, worker), etag(worker.version))
  }),
  route('POST', '/v1/Workspaces/:workspace/Workers/:worker', { params: updateParameters }, ({ at, params, header }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    const worker = requireIn(workspace.workers, 'Workers', at.worker)
    requireMatch(header('if-match'), worker.version)
    if (params.ActivitySid !== undefined) requireActivity(workspace, params.ActivitySid)
    worker.friendlyName = params.FriendlyName ?? worker.friendlyName
    if (params.Attributes !== undefined) changeWorkerAttributes(cloud, workspace, worker, params.Attributes)
    if (params.RejectPendingReservations === true) rejectPending(cloud, workspace, worker)
    if (params.ActivitySid !== undefined) setActivity(cloud, workspace, worker, params.ActivitySid)
    return ok(workerBody(cloud, workspace, worker), etag(worker.version))
  }),
  route('DELETE', '/v1/Workspaces/:workspace/Workers/:worker', { params: none }, ({ at, header }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    const worker = requireIn(workspace.workers, 'Workers', at.worker)
    requireMatch(header('if-match'), worker.version)
    workspace.workers.delete(worker.sid)
    const resource = { sid: worker.sid, description: `Worker ${worker.friendlyName} deleted` }
    sendTaskRouterEvent(cloud, workspace, 'worker.deleted', resource, workerParams(workspace, worker))
    return deleted
  }),
]

function rejectPending(cloud: Cloud, workspace: Workspace, worker: Worker): void {
  for (const reservation of worker.reservations.values()) {
    if (reservation.status === 'pending') setReservation(cloud, workspace, reservation, 'rejected')
  }
}

function requireActivity(workspace: Workspace, activitySid: string): void {
  if (!workspace.activities.has(activitySid)) throw invalid(`Activity ${activitySid} does not exist`)
}

function listWorkers(workspace: Workspace, params: z.output<typeof listParameters>): Worker[] {
  const queue = [...workspace.queues.values()].find(
    ({ sid, friendlyName }) => sid === params.TaskQueueSid || friendlyName === params.TaskQueueName,
  )
  const expressions = [queue?.targetWorkers, params.TargetWorkersExpression].flatMap((each) =>
    each === undefined ? [] : [compileExpression(each)],
  )
  return [...workspace.workers.values()].filter((worker) => {
    const activity = workspace.activities.get(worker.activitySid)
    // Reading attributes takes most of the time, and most lists need none.
    const scope = expressions.length > 0 ? workerScope(worker) : {}
    return (
      worker.activitySid === (params.ActivitySid ?? worker.activitySid) &&
      activity?.friendlyName === (params.ActivityName ?? activity?.friendlyName) &&
      activity?.available === (params.Available ?? activity?.available) &&
      worker.friendlyName === (params.FriendlyName ?? worker.friendlyName) &&
      expressions.every((fits) => fits(scope))
    )
  })
}

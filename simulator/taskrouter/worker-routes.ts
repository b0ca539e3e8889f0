import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { flag, none, sid, taskrouterAttributes, textUpTo } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { created, deleted, ok, type Route, route } from '../rest/route.ts'
import { workerBody } from './bodies.ts'
import { workerParams } from './event-params.ts'
import { etag, requireMatch } from './if-match.ts'
import { listWorkers, workerListParameters } from './list-workers.ts'
import type { Worker, Workspace } from './model.ts'
import { setReservation } from './reservations.ts'
import { sendTaskRouterEvent } from './send-event.ts'
import { changeWorkerAttributes, createWorker, setActivity } from './workers.ts'
import { requireIn, requireWorkspace } from './workspace.ts'

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
  route('GET', '/v1/Workspaces/:workspace/Workers', { params: workerListParameters }, (call) => {
    const workspace = requireWorkspace(cloud, call.at.workspace)
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

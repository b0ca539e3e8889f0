import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { flag, integer, none, paging } from '../rest/parameters.ts'
import { ok, type Route, route } from '../rest/route.ts'
import { workerChannelBody } from './bodies.ts'
import type { Worker, WorkerChannel, Workspace } from './model.ts'
import { routeWaiting } from './routing.ts'
import { requireIn, requireWorkspace } from './workspace.ts'

const updateParameters = z.strictObject({ Capacity: integer(0, 65_536).optional(), Available: flag.optional() })

/** …/Workers/{worker}/Channels: a worker's capacities (Twilio docs: "WorkerChannel Resource"). */
export const workerChannelRoutes = (cloud: Cloud): readonly Route[] => [
  route(
    'GET',
    '/v1/Workspaces/:workspace/Workers/:worker/Channels',
    { params: z.strictObject(paging(1000)) },
    (call) => {
      const { workspace, worker } = requireWorker(cloud, call.at)
      const { items, meta } = page([...worker.channels.values()], call, 'channels')
      return ok({ channels: items.map((each) => workerChannelBody(cloud, workspace, worker, each)), meta })
    },
  ),
  route('GET', '/v1/Workspaces/:workspace/Workers/:worker/Channels/:channel', { params: none }, ({ at }) => {
    const { workspace, worker } = requireWorker(cloud, at)
    return ok(workerChannelBody(cloud, workspace, worker, requireChannel(worker, at.channel)))
  }),
  route(
    'POST',
    '/v1/Workspaces/:workspace/Workers/:worker/Channels/:channel',
    { params: updateParameters },
    ({ at, params }) => {
      const { workspace, worker } = requireWorker(cloud, at)
      const channel = requireChannel(worker, at.channel)
      channel.capacity = params.Capacity ?? channel.capacity
      channel.available = params.Available ?? channel.available
      routeWaiting(cloud, workspace, worker)
      return ok(workerChannelBody(cloud, workspace, worker, channel))
    },
  ),
]

function requireWorker(
  cloud: Cloud,
  at: { workspace: string; worker: string },
): { workspace: Workspace; worker: Worker } {
  const workspace = requireWorkspace(cloud, at.workspace)
  return { workspace, worker: requireIn(workspace.workers, 'Workers', at.worker) }
}

/** Finds a worker channel by SID or by the unique name of its task channel; 404 if there is none. */
function requireChannel(worker: Worker, name: string): WorkerChannel {
  const bySid = new Map([...worker.channels.values()].map((each) => [each.sid, each]))
  return worker.channels.get(name) ?? requireIn(bySid, 'Channels', name)
}

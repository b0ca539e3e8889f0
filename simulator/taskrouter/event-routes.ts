import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { date, integer, none, paging, sid, text } from '../rest/parameters.ts'
import { notFound } from '../rest/rest-error.ts'
import { ok, type Route, route } from '../rest/route.ts'
import type { TaskRouterEvent, Workspace } from './model.ts'
import { requireWorkspace } from './workspace.ts'
import { eventBody } from './workspace-bodies.ts'

const listParameters = z.strictObject({
  StartDate: date.optional(),
  EndDate: date.optional(),
  Minutes: integer(1, 100_000).optional(),
  EventType: text.optional(),
  ReservationSid: sid('WR').optional(),
  TaskQueueSid: sid('WQ').optional(),
  TaskSid: sid('WT').optional(),
  WorkerSid: sid('WK').optional(),
  WorkflowSid: sid('WW').optional(),
  TaskChannel: text.optional(),
  Sid: sid('EV').optional(),
  ...paging(1000),
})

/** A task channel is named by SID or unique name. */
const channelNames = ['TaskChannelSid', 'TaskChannelUniqueName']

const named = ['ReservationSid', 'TaskQueueSid', 'TaskSid', 'WorkerSid', 'WorkflowSid', 'EventType'] as const

/** …/Events: a workspace's past events, newest first (Twilio docs: "Event Resource", TaskRouter). */
export const eventRoutes = (cloud: Cloud): readonly Route[] => [
  route('GET', '/v1/Workspaces/:workspace/Events', { params: listParameters }, (call) => {
    const workspace = requireWorkspace(cloud, call.at.workspace)
    const { items, meta } = page(listEvents(workspace, call.params, cloud.clock.now()), call, 'events')
    return ok({ events: items.map((each) => eventBody(cloud, workspace, each)), meta })
  }),
  route('GET', '/v1/Workspaces/:workspace/Events/:event', { params: none }, ({ at }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    const event = workspace.events.find(({ sid }) => sid === at.event)
    if (event === undefined) throw notFound(`/Events/${at.event}`)
    return ok(eventBody(cloud, workspace, event))
  }),
]

function listEvents(workspace: Workspace, params: z.output<typeof listParameters>, now: number): TaskRouterEvent[] {
  const since = params.Minutes === undefined ? (params.StartDate ?? 0) : now - params.Minutes * 60_000
  const until = params.EndDate ?? Number.POSITIVE_INFINITY
  return workspace.events
    .filter(
      (event) =>
        event.at >= since &&
        event.at <= until &&
        (params.Sid === undefined || event.sid === params.Sid) &&
        (params.TaskChannel === undefined || channelNames.some((name) => event.params[name] === params.TaskChannel)) &&
        named.every((name) => params[name] === undefined || event.params[name] === params[name]),
    )
    .reverse()
}

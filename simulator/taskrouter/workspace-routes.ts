import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { flag, none, paging, sid, text, textUpTo, url } from '../rest/parameters.ts'
import { ok, type Route, route } from '../rest/route.ts'
import { requireWorkspace } from './workspace.ts'
import { workspaceBody } from './workspace-bodies.ts'

const updateParameters = z.strictObject({
  DefaultActivitySid: sid('WA').optional(),
  TimeoutActivitySid: sid('WA').optional(),
  EventCallbackUrl: z.union([url, z.literal('')]).optional(),
  EventsFilter: text.optional(),
  FriendlyName: textUpTo(256).optional(),
  MultiTaskEnabled: flag.optional(),
  PrioritizeQueueOrder: z.enum(['FIFO', 'LIFO']).optional(),
})

/** /v1/Workspaces (Twilio docs: "Workspace Resource"). The seed makes the one there is. */
export const workspaceRoutes = (cloud: Cloud): readonly Route[] => [
  route(
    'GET',
    '/v1/Workspaces',
    { params: z.strictObject({ FriendlyName: text.optional(), ...paging(1000) }) },
    (call) => {
      const { FriendlyName: name } = call.params
      const found = [...cloud.taskrouter.workspaces.values()].filter(
        (each) => each.friendlyName === (name ?? each.friendlyName),
      )
      const { items, meta } = page(found, call, 'workspaces')
      return ok({ workspaces: items.map((each) => workspaceBody(cloud, each)), meta })
    },
  ),
  route('GET', '/v1/Workspaces/:workspace', { params: none }, ({ at }) =>
    ok(workspaceBody(cloud, requireWorkspace(cloud, at.workspace))),
  ),
  route('POST', '/v1/Workspaces/:workspace', { params: updateParameters }, ({ at, params }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    const callback = params.EventCallbackUrl
    if (callback !== undefined) workspace.eventCallbackUrl = callback === '' ? null : callback
    workspace.eventsFilter = params.EventsFilter ?? workspace.eventsFilter
    workspace.friendlyName = params.FriendlyName ?? workspace.friendlyName
    workspace.defaultActivitySid = params.DefaultActivitySid ?? workspace.defaultActivitySid
    workspace.timeoutActivitySid = params.TimeoutActivitySid ?? workspace.timeoutActivitySid
    workspace.updatedAt = cloud.clock.now()
    return ok(workspaceBody(cloud, workspace))
  }),
]

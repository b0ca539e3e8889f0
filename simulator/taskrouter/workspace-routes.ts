import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { Gap } from '../rest/gap.ts'
import { page } from '../rest/paging.ts'
import { flag, none, paging, sid, text, textUpTo, url } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { created, deleted, ok, type Route, route } from '../rest/route.ts'
import type { Workspace } from './model.ts'
import { deleteTask } from './tasks.ts'
import { createWorkspace, requireWorkspace } from './workspace.ts'
import { workspaceBody } from './workspace-bodies.ts'

const shared = {
  EventCallbackUrl: z.union([url, z.literal('')]).optional(),
  EventsFilter: text.optional(),
  MultiTaskEnabled: flag.optional(),
  PrioritizeQueueOrder: z.enum(['FIFO', 'LIFO']).optional(),
}

const createParameters = z.strictObject({
  ...shared,
  FriendlyName: textUpTo(256),
  Template: z.enum(['NONE', 'FIFO']).optional(),
})

const updateParameters = z.strictObject({
  ...shared,
  DefaultActivitySid: sid('WA').optional(),
  TimeoutActivitySid: sid('WA').optional(),
  FriendlyName: textUpTo(256).optional(),
})

const callback = ['EventCallbackUrl', 'EventsFilter']

/** /v1/Workspaces (Twilio docs: "Workspace Resource"). The seed creates Flex's own. */
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
  route('POST', '/v1/Workspaces', { params: createParameters }, ({ params }) => {
    requireImitated(params)
    if (params.Template === 'FIFO') throw new Gap('the template FIFO')
    const workspace = createWorkspace(cloud, params.FriendlyName)
    takeEvents(workspace, params)
    return created(workspaceBody(cloud, workspace))
  }),
  route('GET', '/v1/Workspaces/:workspace', { params: none }, ({ at }) =>
    ok(workspaceBody(cloud, requireWorkspace(cloud, at.workspace))),
  ),
  route('POST', '/v1/Workspaces/:workspace', { params: updateParameters, clearable: callback }, ({ at, params }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    requireImitated(params)
    for (const activity of [params.DefaultActivitySid, params.TimeoutActivitySid]) {
      if (activity !== undefined && !workspace.activities.has(activity))
        throw invalid(`Activity ${activity} does not exist`)
    }
    takeEvents(workspace, params)
    workspace.friendlyName = params.FriendlyName ?? workspace.friendlyName
    workspace.defaultActivitySid = params.DefaultActivitySid ?? workspace.defaultActivitySid
    workspace.timeoutActivitySid = params.TimeoutActivitySid ?? workspace.timeoutActivitySid
    workspace.updatedAt = cloud.clock.now()
    return ok(workspaceBody(cloud, workspace))
  }),
  route('DELETE', '/v1/Workspaces/:workspace', { params: none }, ({ at }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    for (const task of [...workspace.tasks.values()]) deleteTask(cloud, workspace, task, null)
    cloud.taskrouter.workspaces.delete(workspace.sid)
    return deleted
  }),
]

/** Only multitasking and FIFO order are imitated. */
function requireImitated(params: {
  MultiTaskEnabled?: boolean | undefined
  PrioritizeQueueOrder?: string | undefined
}): void {
  if (params.MultiTaskEnabled === false) throw new Gap('a workspace without multitasking')
  if (params.PrioritizeQueueOrder === 'LIFO') throw new Gap('the order LIFO')
}

function takeEvents(
  workspace: Workspace,
  params: { EventCallbackUrl?: string | undefined; EventsFilter?: string | undefined },
): void {
  const { EventCallbackUrl: url = workspace.eventCallbackUrl, EventsFilter: filter } = params
  workspace.eventCallbackUrl = url === '' ? null : url
  workspace.eventsFilter = filter ?? workspace.eventsFilter
}

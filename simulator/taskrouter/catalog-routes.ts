import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { type Listed, page } from '../rest/paging.ts'
import { flag, none, paging, text } from '../rest/parameters.ts'
import { ok, type Route, route } from '../rest/route.ts'
import type { Workspace } from './model.ts'
import { requireIn, requireWorkspace } from './workspace.ts'
import { activityBody, taskChannelBody, workflowBody } from './workspace-bodies.ts'

interface Entry extends Listed {
  readonly friendlyName: string
  readonly available?: boolean
}

/** Reads the parts of a workspace (Twilio docs: "Activity", "Workflow" and "TaskChannel Resource"). */
export const catalogRoutes = (cloud: Cloud): readonly Route[] => [
  ...catalog(cloud, 'Activities', 'activities', (workspace) => workspace.activities, activityBody),
  ...catalog(cloud, 'Workflows', 'workflows', (workspace) => workspace.workflows, workflowBody),
  ...catalog(cloud, 'TaskChannels', 'channels', (workspace) => workspace.channels, taskChannelBody),
]

function catalog<T extends Entry & { readonly sid: string }>(
  cloud: Cloud,
  kind: string,
  key: string,
  entries: (workspace: Workspace) => ReadonlyMap<string, T>,
  body: (cloud: Cloud, workspace: Workspace, entry: T) => unknown,
): readonly Route[] {
  const listParameters = z.strictObject({
    FriendlyName: text.optional(),
    Available: flag.optional(),
    ...paging(1000),
  })
  return [
    route('GET', `/v1/Workspaces/:workspace/${kind}`, { params: listParameters }, (call) => {
      const workspace = requireWorkspace(cloud, call.at.workspace)
      const { FriendlyName: name, Available: available } = call.params
      const found = [...entries(workspace).values()].filter(
        (each) => each.friendlyName === (name ?? each.friendlyName) && each.available === (available ?? each.available),
      )
      const { items, meta } = page(found, call, key)
      return ok({ [key]: items.map((each) => body(cloud, workspace, each)), meta })
    }),
    route('GET', `/v1/Workspaces/:workspace/${kind}/:entry`, { params: none }, ({ at }) => {
      const workspace = requireWorkspace(cloud, at.workspace)
      const bySid = new Map([...entries(workspace).values()].map((each) => [each.sid, each]))
      const entry = entries(workspace).get(at.entry) ?? requireIn(bySid, kind, at.entry)
      return ok(body(cloud, workspace, entry))
    }),
  ]
}

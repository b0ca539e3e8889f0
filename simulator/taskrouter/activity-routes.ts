import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { flag, none, textUpTo } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { created, deleted, ok, type Route, route } from '../rest/route.ts'
import { addActivity, requireIn, requireWorkspace } from './workspace.ts'
import { activityBody } from './workspace-bodies.ts'

const name = textUpTo(256)

/**
 * …/Activities: creates, renames and deletes them (Twilio docs: "Activity Resource"). `Available` cannot be changed.
 */
export const activityRoutes = (cloud: Cloud): readonly Route[] => [
  route(
    'POST',
    '/v1/Workspaces/:workspace/Activities',
    { params: z.strictObject({ FriendlyName: name, Available: flag.optional() }) },
    ({ at, params }) => {
      const workspace = requireWorkspace(cloud, at.workspace)
      const isTaken = [...workspace.activities.values()].some((each) => each.friendlyName === params.FriendlyName)
      if (isTaken) throw invalid(`An activity named ${params.FriendlyName} exists`)
      const activity = addActivity(cloud, workspace, params.FriendlyName, params.Available ?? false)
      return created(activityBody(cloud, workspace, activity))
    },
  ),
  route(
    'POST',
    '/v1/Workspaces/:workspace/Activities/:activity',
    { params: z.strictObject({ FriendlyName: name.optional() }) },
    ({ at, params }) => {
      const workspace = requireWorkspace(cloud, at.workspace)
      const activity = requireIn(workspace.activities, 'Activities', at.activity)
      activity.friendlyName = params.FriendlyName ?? activity.friendlyName
      return ok(activityBody(cloud, workspace, activity))
    },
  ),
  route('DELETE', '/v1/Workspaces/:workspace/Activities/:activity', { params: none }, ({ at }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    const { sid } = requireIn(workspace.activities, 'Activities', at.activity)
    const isTheirs = [...workspace.workers.values()].some(({ activitySid }) => activitySid === sid)
    const isOfTheWorkspace = sid === workspace.defaultActivitySid || sid === workspace.timeoutActivitySid
    if (isTheirs || isOfTheWorkspace) throw invalid('The activity is in use')
    workspace.activities.delete(sid)
    return deleted
  }),
]

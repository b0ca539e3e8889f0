import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { flag, none, textUpTo } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { created, deleted, ok, type Route, route } from '../rest/route.ts'
import type { TaskChannel, Workspace } from './model.ts'
import { isOpen } from './task-status.ts'
import { giveChannel } from './workers.ts'
import { addTaskChannel, requireIn, requireWorkspace } from './workspace.ts'
import { taskChannelBody } from './workspace-bodies.ts'

const updateParameters = z.strictObject({
  FriendlyName: textUpTo(64).optional(),
  ChannelOptimizedRouting: flag.optional(),
})

const createParameters = updateParameters.extend({ FriendlyName: textUpTo(64), UniqueName: textUpTo(64) })

/** Routing is the same on all task channels. */
const idle = ['ChannelOptimizedRouting']

/**
 * …/TaskChannels: creates, renames and deletes them (Twilio docs: "TaskChannel Resource"). Every worker has a worker
 * channel for each.
 */
export const taskChannelRoutes = (cloud: Cloud): readonly Route[] => [
  route('POST', '/v1/Workspaces/:workspace/TaskChannels', { params: createParameters, idle }, ({ at, params }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    const { UniqueName: uniqueName, FriendlyName: friendlyName } = params
    if (workspace.channels.has(uniqueName)) throw invalid(`A task channel named ${uniqueName} exists`)
    const channel = addTaskChannel(cloud, workspace, uniqueName, friendlyName)
    for (const worker of workspace.workers.values()) giveChannel(cloud, worker, channel, 1)
    return created(taskChannelBody(cloud, workspace, channel))
  }),
  route(
    'POST',
    '/v1/Workspaces/:workspace/TaskChannels/:channel',
    { params: updateParameters, idle },
    ({ at, params }) => {
      const workspace = requireWorkspace(cloud, at.workspace)
      const channel = requireTaskChannel(workspace, at.channel)
      channel.friendlyName = params.FriendlyName ?? channel.friendlyName
      return ok(taskChannelBody(cloud, workspace, channel))
    },
  ),
  route('DELETE', '/v1/Workspaces/:workspace/TaskChannels/:channel', { params: none }, ({ at }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    const channel = requireTaskChannel(workspace, at.channel)
    const isBusy = [...workspace.tasks.values()].some((task) => task.channel === channel && isOpen(task))
    if (isBusy) throw invalid('The task channel has open tasks')
    workspace.channels.delete(channel.uniqueName)
    for (const worker of workspace.workers.values()) worker.channels.delete(channel.uniqueName)
    return deleted
  }),
]

/** Finds a task channel by SID or unique name; 404 if there is none. */
function requireTaskChannel(workspace: Workspace, sidOrName: string): TaskChannel {
  const bySid = new Map([...workspace.channels.values()].map((each) => [each.sid, each]))
  return workspace.channels.get(sidOrName) ?? requireIn(bySid, 'TaskChannels', sidOrName)
}

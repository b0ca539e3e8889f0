import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { invalid } from '../rest/rest-error.ts'
import type { TaskQueue, Workspace } from '../taskrouter/model.ts'
import { channelNamed, workflowFor } from '../taskrouter/named.ts'
import { createTask } from '../taskrouter/tasks.ts'
import type { InteractionChannel, Invite } from './model.ts'

/** The routing properties of an invite (Twilio docs: "Interaction Channel Invites Subresource"). */
export const inviteProperties = z.strictObject({
  workspace_sid: z.string(),
  workflow_sid: z.string().optional(),
  queue_sid: z.string().optional(),
  worker_sid: z.string().optional(),
  task_channel_unique_name: z.string().optional(),
  task_channel_sid: z.string().optional(),
  attributes: z.record(z.string(), z.unknown()).optional(),
  priority: z.coerce.number().int().min(0).optional(),
  timeout: z.coerce.number().int().min(1).max(1_209_600).optional(),
  ignore_capacity: z.boolean().optional(),
})

/**
 * Invites an agent to a channel: creates a new task and routes it. Attributes of an earlier task are not copied, so a
 * transfer has to pass all of them.
 */
export function createInvite(
  cloud: Cloud,
  channel: InteractionChannel,
  properties: z.output<typeof inviteProperties>,
  notTo: readonly string[] = [],
): Invite {
  const workspace = cloud.taskrouter.workspaces.get(properties.workspace_sid)
  if (workspace === undefined) throw invalid(`Workspace ${properties.workspace_sid} does not exist`)
  if (channel.status !== 'active') throw invalid(`Channel ${channel.sid} is ${channel.status}`, 45376)
  if (properties.worker_sid !== undefined && !workspace.workers.has(properties.worker_sid)) {
    throw invalid(`Worker ${properties.worker_sid} does not exist`)
  }
  const inviteSid = cloud.newSid('KG')
  const attributes = JSON.stringify({
    channelType: channel.type,
    ...properties.attributes,
    conversationSid: channel.conversationSid,
    flexInteractionSid: channel.interactionSid,
    flexInteractionChannelSid: channel.sid,
    flexChannelInviteSid: inviteSid,
  })
  if (attributes.length > 4_096) throw invalid('Attributes are longer than 4096 characters')
  const task = createTask(cloud, workspace, {
    channel: channelNamed(workspace, properties.task_channel_unique_name ?? properties.task_channel_sid ?? 'chat'),
    workflow: workflowFor(workspace, properties.workflow_sid),
    queue: queueFor(workspace, properties.queue_sid),
    workerSid: properties.worker_sid,
    routingTarget: properties.worker_sid,
    attributes,
    priority: properties.priority,
    timeout: properties.timeout,
    ignoreCapacity: properties.ignore_capacity,
    notTo,
  })
  cloud.flex.channelByTask.set(task.sid, channel)
  const invite: Invite = { order: cloud.nextOrder(), sid: inviteSid, task }
  channel.invites.set(inviteSid, invite)
  cloud.journal.change('invite.created', inviteSid, { channelSid: channel.sid, taskSid: task.sid })
  return invite
}

function queueFor(workspace: Workspace, queueSid: string | undefined): TaskQueue | undefined {
  if (queueSid === undefined) return undefined
  const queue = workspace.queues.get(queueSid)
  if (queue === undefined) throw invalid(`Queue ${queueSid} does not exist`)
  return queue
}

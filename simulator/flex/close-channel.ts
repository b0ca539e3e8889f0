import type { Cloud } from '../cloud/cloud.ts'
import { setConversationState } from '../conversations/conversation-life.ts'
import { fromFlex } from '../conversations/origin.ts'
import type { Task, Workspace } from '../taskrouter/model.ts'
import { endTask } from '../taskrouter/tasks.ts'
import type { InteractionChannel } from './model.ts'

/**
 * Closes a channel: agents leave, their tasks move to wrapping or completed, and the conversation is closed. An
 * inactive channel is parked: its conversation stays open for the customer to come back to.
 */
export function closeChannel(
  cloud: Cloud,
  channel: InteractionChannel,
  status: 'closed' | 'inactive',
  tasksBecome: 'wrapping' | 'completed',
): void {
  for (const { task } of channel.invites.values()) {
    const workspace = workspaceOf(cloud, task)
    if (workspace !== undefined) endInvited(cloud, workspace, task, tasksBecome)
  }
  channel.status = status
  cloud.journal.change(`interaction-channel.${status}`, channel.sid, { conversationSid: channel.conversationSid })
  const conversation = cloud.conversations.conversations.get(channel.conversationSid)
  if (status === 'closed' && conversation !== undefined) {
    setConversationState(cloud, conversation, 'closed', fromFlex, 'API')
  }
}

/** The workspace of a task; undefined if the task is deleted. */
export function workspaceOf(cloud: Cloud, task: Task): Workspace | undefined {
  return [...cloud.taskrouter.workspaces.values()].find((workspace) => workspace.tasks.has(task.sid))
}

function endInvited(cloud: Cloud, workspace: Workspace, task: Task, to: 'wrapping' | 'completed'): void {
  const reason = 'Interaction channel closed'
  if (task.status === 'pending' || task.status === 'reserved') endTask(cloud, workspace, task, 'canceled', reason)
  else if (task.status === 'assigned') endTask(cloud, workspace, task, to, reason)
  else if (task.status === 'wrapping' && to === 'completed') endTask(cloud, workspace, task, to, reason)
}

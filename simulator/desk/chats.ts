import type { Cloud } from '../cloud/cloud.ts'
import type { InteractionChannel } from '../flex/model.ts'
import { readAttributes } from '../taskrouter/attributes.ts'
import type { Task } from '../taskrouter/model.ts'
import { taskSaid } from './task-said.ts'

export type DeskChat = ReturnType<typeof chatsOf>[number]
export type DeskTask = DeskChat['tasks'][number]

const mostChats = 40

/** All chats with their tasks, both newest first. A transferred chat has more than one task. */
export function chatsOf(cloud: Cloud) {
  const interactions = [...cloud.flex.interactions.values()].slice(-mostChats).reverse()
  return interactions.flatMap(({ channels }) => [...channels.values()].map((channel) => chatOf(cloud, channel)))
}

function chatOf(cloud: Cloud, channel: InteractionChannel) {
  const tasks = [...channel.invites.values()].map(({ task }) => task)
  return {
    conversationSid: channel.conversationSid,
    channel: channel.type,
    customer: customerName(tasks[0]),
    isClosed: cloud.conversations.conversations.get(channel.conversationSid)?.state === 'closed',
    tasks: tasks.map(taskRow).reverse(),
  }
}

function customerName(task: Task | undefined): string {
  const name = task && readAttributes(task.attributes)['customerName']
  return typeof name === 'string' ? name : 'Customer'
}

const taskRow = (task: Task) => ({
  sid: task.sid,
  status: task.status,
  queue: task.queue?.friendlyName ?? null,
  ...taskSaid(readAttributes(task.attributes)),
  reservations: [...task.reservations.values()]
    .map(({ sid, worker, status }) => ({ sid, workerSid: worker.sid, status }))
    .reverse(),
})

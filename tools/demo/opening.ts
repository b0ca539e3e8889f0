import type { Chat } from '../sim.ts'
import { until } from '../until.ts'
import type { Scene } from './scene.ts'

export type Invited = Chat & { readonly escalationId: string; readonly roomSid: string; readonly link: string }

/** A customer writes, and an agent accepts the task. */
export async function acceptsChat({ sim, seen, taskIs }: Scene): Promise<Chat> {
  const chat = await sim.chat()
  const { conversationSid, taskSid, workerSid } = chat
  await sim.accept(chat.reservationSid)
  await taskIs('assigned', taskSid)
  seen('task.accepted', { taskSid, conversationSid, workerSid })
  return chat
}

/** The agent types `/video`. Checks that there are a room and an invite, and that the command is gone from the chat. */
export async function asksForVideo({ sim, seen, saying }: Scene, chat: Chat): Promise<Invited> {
  const { conversationSid, taskSid, workerSid } = chat
  const command = await sim.say(conversationSid, { workerSid }, '/video')
  seen('command.typed', { conversationSid, messageSid: command.sid })

  const room = await until('a room', async () =>
    (await sim.rooms()).find((each) => each.unique_name.includes(conversationSid.slice(2))),
  )
  seen('room.created', { roomSid: room.sid, roomName: room.unique_name })

  const invite = await until('the invite in the chat', async () =>
    (await sim.messages(conversationSid)).find((each) => each.attributes.includes('video-invite')),
  )
  const link = /https?:\/\/\S+/.exec(invite.body)?.[0] ?? ''
  const { id: escalationId } = await saying('invited', taskSid)
  seen('invite.posted', { messageSid: invite.sid, escalationId })

  await until('the command is gone from the chat', async () =>
    (await sim.messages(conversationSid)).every((each) => each.sid !== command.sid),
  )
  seen('command.removed', { messageSid: command.sid })
  return { ...chat, escalationId, roomSid: room.sid, link }
}

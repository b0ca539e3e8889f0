import { randomUUID } from 'node:crypto'
import type { Sim } from '../../tools/sim.ts'
import { until } from '../../tools/until.ts'

/** A chat whose agent has started a video, and its customer's link. */
export async function customerLink(sim: Sim) {
  const { sid: workerSid } = await sim.hire({ name: `${randomUUID()}@example.com` })
  const chat = await sim.chat({ workerSid })
  await sim.accept(chat.reservationSid)
  await until('the task is assigned', async () => (await sim.task(chat.taskSid)).assignment_status === 'assigned')
  await sim.say(chat.conversationSid, { workerSid: chat.workerSid }, '/video')
  const invite = await until('the invite in the chat', async () =>
    (await sim.messages(chat.conversationSid)).find((each) => each.attributes.includes('video-invite')),
  )
  const { attributes } = await until('the task says so', async () => {
    const task = await sim.task(chat.taskSid)
    return task.attributes.includes('"invited"') && task
  })
  const { escalate } = JSON.parse(attributes) as { escalate: { video: { id: string } } } // our own words
  return { ...chat, link: /https?:\/\/\S+/.exec(invite.body)?.[0] ?? '', escalationId: escalate.video.id }
}

import { openBrowser } from '../browser.ts'
import type { Chat } from '../sim.ts'
import type { Stack } from '../stack.ts'
import { until } from '../until.ts'
import { agentPage } from './agent-page.ts'
import { meet } from './meet.ts'
import { expectStatus, expectThat, openScene, type Scene } from './scene.ts'
import type { Seen } from './seen.ts'

type Invited = Chat & { readonly escalationId: string; readonly roomSid: string; readonly link: string }

/**
 * The main story, played without a person. Every step is looked up at the simulated Twilio, or in the browsers of the two
 * who meet; that something was asked for does not count.
 * @throws Error naming the first step that was not seen
 */
export async function mainStory(stack: Stack, seen: Seen): Promise<void> {
  const scene = openScene(stack, seen)
  const invited = await asksForVideo(scene, await acceptsChat(scene))
  await botsReadTheLink(scene, invited)
  await meetAndWrapUp(scene, invited)
  await leavesNothingOpen(scene, invited)
}

async function acceptsChat({ sim, seen, taskIs }: Scene): Promise<Chat> {
  const chat = await sim.chat()
  const { conversationSid, taskSid, workerSid } = chat
  await sim.accept(chat.reservationSid)
  await taskIs('assigned', taskSid)
  seen('task.accepted', { taskSid, conversationSid, workerSid })
  return chat
}

async function asksForVideo({ sim, seen, saying }: Scene, chat: Chat): Promise<Invited> {
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

async function botsReadTheLink({ sim, seen, room }: Scene, { link, roomSid, conversationSid }: Invited): Promise<void> {
  for (const bot of ['WhatsApp/2.24', 'facebookexternalhit/1.1', 'Slackbot-LinkExpanding 1.0']) {
    expectStatus('a bot reads the link', 200, await fetch(link, { headers: { 'user-agent': bot } }))
  }
  expectThat('the bots changed nothing', (await room(roomSid)).participants.length === 0)
  expectThat('the bots invited nobody', (await sim.messages(conversationSid)).length === 1)
  seen('link.opened-by-bots', { effect: 'none' })
}

async function meetAndWrapUp({ sim, serverUrl, seen, saying, taskIs, room }: Scene, invited: Invited): Promise<void> {
  const { link, taskSid, workerSid, roomSid } = invited
  const browser = await openBrowser()
  try {
    const { customer, agent } = await meet(browser, {
      link,
      agentPage: async () => agentPage({ serverUrl, taskSid, flexToken: await sim.flexToken(workerSid) }),
      waiting: () => saying('waiting', taskSid),
      seen,
    })
    await saying('live', taskSid)
    const people = (await room(roomSid)).participants.filter((each) => each.status === 'connected')
    expectThat('both are in the room that Twilio knows', people.length === 2)
    seen('video.live', { roomSid, participants: people.map((each) => each.sid) })

    await sim.endTask(taskSid, 'wrapup')
    await taskIs('wrapping', taskSid)
    seen('task.wrapup', { taskSid })
    await Promise.all([customer.sees('dead'), agent.sees('dead')])
    seen('pages.told', { screen: 'ended' })
  } finally {
    await browser.close()
  }
}

async function leavesNothingOpen({ seen, saying, room }: Scene, invited: Invited): Promise<void> {
  const { link, taskSid, roomSid, escalationId } = invited
  await until('the room is completed', async () => (await room(roomSid)).status === 'completed')
  seen('room.completed', { roomSid })

  const outcome = await saying('ended', taskSid)
  expectThat('the outcome says that they met', outcome.joined === true)
  seen('outcome.written', { taskSid, joined: outcome.joined, seconds: outcome.seconds })

  expectStatus('the link is dead', 410, await fetch(link))
  seen('link.dead', { escalationId })
}

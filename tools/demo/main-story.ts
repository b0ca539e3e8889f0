import { type Sim, simAt } from '../sim.ts'
import type { Stack } from '../stack.ts'
import { until } from '../until.ts'

/** Called for every step that was seen to have happened. */
export type Seen = (step: string, ids?: Readonly<Record<string, unknown>>) => void

type Video = { readonly id: string; readonly state: string; readonly joined?: boolean; readonly seconds?: number }

/**
 * The main story, played without a person. Every step is looked up at the simulated Twilio, or at the door a customer
 * would stand before; that something was asked for does not count.
 * @throws Error naming the first step that was not seen
 */
export async function mainStory({ simulatorUrl, serverUrl }: Stack, seen: Seen): Promise<void> {
  const sim = simAt(simulatorUrl)
  const chat = await sim.chat()
  const { conversationSid, taskSid, workerSid } = chat
  await sim.accept(chat.reservationSid)
  await until('the task is assigned', async () => (await sim.task(taskSid)).assignment_status === 'assigned')
  seen('task.accepted', { taskSid, conversationSid, workerSid })

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
  const { id } = await saying('invited', sim, taskSid)
  seen('invite.posted', { messageSid: invite.sid, escalationId: id })

  await until('the command is gone from the chat', async () =>
    (await sim.messages(conversationSid)).every((each) => each.sid !== command.sid),
  )
  seen('command.removed', { messageSid: command.sid })

  for (const bot of ['WhatsApp/2.24', 'facebookexternalhit/1.1', 'Slackbot-LinkExpanding 1.0']) {
    expectStatus('a bot reads the link', 200, await fetch(link, { headers: { 'user-agent': bot } }))
  }
  expectThat('the bots changed nothing', (await theRoom(sim, room.sid)).participants.length === 0)
  expectThat('the bots invited nobody', (await sim.messages(conversationSid)).length === 1)
  seen('link.opened-by-bots', { effect: 'none' })

  const customer = await seat(link, {})
  expectThat('the link leads to this room', customer.roomSid === room.sid)
  seen('link.redeemed', { roomSid: customer.roomSid, identity: customer.identity })

  const joined = await sim.connect(customer.token)
  await saying('waiting', sim, taskSid)
  seen('customer.connected', { roomSid: room.sid, participantSid: joined.participantSid })

  const authorization = `Bearer ${await sim.flexToken(workerSid)}`
  const agent = await seat(`${serverUrl}/api/escalations/${id}/seat`, { authorization })
  const { participantSid } = await sim.connect(agent.token)
  await saying('live', sim, taskSid)
  seen('agent.connected', { roomSid: room.sid, participantSid })

  await sim.endTask(taskSid, 'wrapup')
  await until('the task is wrapping', async () => (await sim.task(taskSid)).assignment_status === 'wrapping')
  seen('task.wrapup', { taskSid })

  await until('the room is completed', async () => (await theRoom(sim, room.sid)).status === 'completed')
  seen('room.completed', { roomSid: room.sid })

  const outcome = await saying('ended', sim, taskSid)
  expectThat('the outcome says that they met', outcome.joined === true)
  seen('outcome.written', { taskSid, joined: outcome.joined, seconds: outcome.seconds })

  expectStatus('the link is dead', 410, await fetch(link))
  seen('link.dead', { escalationId: id })
}

/** Waits until the task at Twilio says this word of the video. */
const saying = (word: string, sim: Sim, taskSid: string): Promise<Video> =>
  until(`the task says ${word}`, async () => {
    const { attributes } = await sim.task(taskSid)
    const { escalate } = JSON.parse(attributes) as { escalate?: { video?: Video } }
    return escalate?.video?.state === word && escalate.video
  })

const theRoom = (sim: Sim, roomSid: string) =>
  until('the room', async () => (await sim.rooms()).find((each) => each.sid === roomSid))

async function seat(url: string, headers: Readonly<Record<string, string>>) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: '{}',
  })
  expectStatus('a seat is given', 200, answer)
  return (await answer.json()) as { token: string; roomSid: string; identity: string }
}

function expectStatus(what: string, status: number, answer: Response): void {
  expectThat(`${what}: ${answer.status}, not ${status}`, answer.status === status)
}

function expectThat(what: string, isSo: boolean): void {
  if (!isSo) throw new Error(`Not as told: ${what}`)
}

import { beforeAll, describe, expect, it } from 'vitest'
import type { CallCentre } from '../support/a-call-centre.ts'
import { type Case, changes, live, requests } from '../support/a-case.ts'
import { viewIn } from '../support/a-view.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

let centre: CallCentre
let supervisor: string
beforeAll(async () => {
  centre = await theCallCentre()
  supervisor = (await centre.hire(['supervisor'])).token
})

type End = (chat: Case, id: string) => Promise<unknown>

const ends: readonly [by: string, end: End, reason: RegExp][] = [
  ['wrap-up', (chat) => chat.ends('wrapup'), /^task-closed: (task|reservation)\.wrapup/],
  ['completion', (chat) => chat.ends('complete'), /^task-closed: (task|reservation)\.completed/],
  ['cancellation', (chat) => taskEvent(chat, 'task.canceled'), /^task-closed: task\.canceled/],
  ['deletion of the task', (chat) => chat.ends('delete'), /^task-closed: (task\.deleted|reservation\.canceled)/],
  [
    'the parking of the interaction channel',
    (chat) => parkChannel(chat),
    /^task-closed: (task|reservation)\.completed/,
  ],
  [
    'the closing of the agent’s interaction participant',
    (chat) => closeAgent(chat),
    /^task-closed: (task|reservation)\.completed/,
  ],
  ['the end of the conversation', (chat) => centre.sim.closeConversation(chat.conversationSid), /^conversation-closed/],
  ['/video end', (chat) => chat.types('/video end'), /^agent-ended/],
  ['the button', (chat, id) => chat.call(`/escalations/${id}/end`, {}), /^agent-ended/],
  ['a supervisor', (chat, id) => chat.call(`/escalations/${id}/end`, {}, supervisor), /^agent-ended/],
  [
    'all of it at once',
    (chat, id) =>
      Promise.all([
        chat.types('/video end'),
        chat.call(`/escalations/${id}/end`, {}),
        chat.call(`/escalations/${id}/end`, {}, supervisor),
        chat.ends('wrapup').then(() => chat.ends('complete')),
      ]),
    /^(task-closed|agent-ended)/,
  ],
]

describe('a live video ended by', () => {
  it.each(ends)('%s: the room is completed once, the link is dead, the reason is kept', async (_, end, reason) => {
    const chat = await centre.chat()
    const { id, link, roomSid } = await live(chat)
    await end(chat, id)
    await chat.closed()
    await centre.settled()
    const journal = await centre.journal()
    expect(changes(journal, 'room.completed', roomSid)).toHaveLength(1)
    expect(requests(journal, 'POST', new RegExp(`^video/v1/Rooms/${roomSid}$`))).toHaveLength(1)
    expect((await fetch(link)).status).toBe(410)
    expect((await chat.press(link)).status).toBe(410)
    expect((await chat.call(`/escalations/${id}/seat`, {})).status).not.toBe(200)
    const view = await viewIn(await chat.call(`/escalations/${id}`))
    expect(view).toMatchObject({ id, state: 'ended', outcome: { reason: expect.stringMatching(reason) } })
    expect(await chat.invites()).toHaveLength(1)
  })
})

describe('an end', () => {
  it('before anybody joined counts as cancelled, and the next /video starts another escalation', async () => {
    const chat = await centre.chat()
    const first = await chat.invited()
    await chat.types('/video end')
    await chat.saying('cancelled')
    await chat.types('/video')
    const next = await chat.link(2)
    await chat.saying('invited')
    await centre.settled()
    expect(await chat.id()).not.toBe(first.id)
    expect((await fetch(first.link)).status).toBe(410)
    expect((await fetch(next)).status).toBe(200)
    expect((await chat.rooms()).map(({ status }) => status).sort()).toEqual(['completed', 'in-progress'])
  })

  it('while the room is being made leaves no room open and posts no invite', async () => {
    const chat = await centre.chat()
    await centre.sim.fault({ kind: 'status', status: 429, product: 'video', method: 'POST', path: '/Rooms$', times: 2 })
    await chat.types('/video')
    await chat.types('/video end')
    await chat.saying('cancelled')
    await centre.settled()
    expect((await chat.rooms()).filter(({ status }) => status === 'in-progress')).toEqual([])
    expect(await chat.invites()).toEqual([])
  })

  it('disconnects agent and customer', async () => {
    const chat = await centre.chat()
    await live(chat)
    await chat.ends('wrapup')
    const [room] = await chat.closed()
    expect(room?.participants.map(({ status }) => status)).toEqual(['disconnected', 'disconnected'])
  })
})

async function channelOf({ conversationSid }: Case) {
  const { sid, interactionSid, participants } = await centre.sim.channel(conversationSid)
  return { path: `/flex-api/v1/Interactions/${interactionSid}/Channels/${sid}`, participants }
}

/** The conversation stays open, so that the customer can come back: only the task reports the end. */
async function parkChannel(chat: Case) {
  const { path } = await channelOf(chat)
  await centre.rest(path, { Status: 'inactive', Routing: JSON.stringify({ status: 'closed' }) })
}

/** The agent leaves, channel and customer stay: plugins that park a conversation do this. */
async function closeAgent(chat: Case) {
  const { path, participants } = await channelOf(chat)
  const agent = participants.find(({ type }) => type === 'agent')
  await centre.rest(`${path}/Participants/${agent?.sid}`, { Status: 'closed' })
}

/** TaskRouter does not cancel a task that an agent has accepted; an administrator's tools have other ways. */
const taskEvent = ({ taskSid, conversationSid }: Case, EventType: string) =>
  centre.post('/webhooks/taskrouter', {
    EventType,
    Sid: `EV${taskSid.slice(2)}`,
    Timestamp: String(Math.floor(Date.now() / 1000)),
    TimestampMs: String(Date.now()),
    ResourceSid: taskSid,
    TaskSid: taskSid,
    TaskAttributes: JSON.stringify({ conversationSid }),
  })

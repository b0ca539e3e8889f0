import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type SimWorker, simAt } from '../../tools/sim.ts'
import { type Json, type RunningSimulator, startSimulator } from './running-simulator.ts'

// Flex's own transfer of a chat: Flex UI's requests, and their effects on tasks and participants.

let simulator: RunningSimulator
let sim: ReturnType<typeof simAt>
let workers: readonly SimWorker[]
let queues: readonly { readonly sid: string; readonly name: string }[]
beforeAll(async () => {
  simulator = await startSimulator()
  sim = simAt(simulator.url)
})
afterAll(() => simulator.stop())
beforeEach(async () => {
  await sim.call('POST', '/reset')
  const seed = await sim.call<{ workers: typeof workers; queues: typeof queues }>('POST', '/seed', {})
  workers = seed.workers
  queues = seed.queues
})

type Chat = Awaited<ReturnType<typeof sim.chat>>

const worker = (name: string): SimWorker => {
  const found = workers.find(({ fullName }) => fullName === name)
  if (!found) throw new Error(`No ${name}`)
  return found
}
const queueSid = (name: string) => queues.find((each) => each.name === name)?.sid ?? ''
const adasChat = async () => {
  const chat = await sim.chat({ workerSid: worker('Ada').sid, attributes: { colour: 'red' } })
  await sim.accept(chat.reservationSid)
  return chat
}
const switchedOn = (more: object = {}) => sim.call('POST', '/flex-ui', { transfers: more })
const door = async (host: string, path: string, init: RequestInit = {}) => {
  const answer = await fetch(`${simulator.url}/__twilio/${host}${path}`, init)
  return { status: answer.status, body: (await answer.json()) as Json }
}
const bridge = (method: string, url: string, params: object = {}) =>
  door('event-bridge.twilio.com', '/v1/wschannels', {
    method: 'POST',
    body: JSON.stringify({ url, method, params, token: worker('Ada').token }),
  })
const settings = async () => {
  const { body } = await door('flex-api.twilio.com', '/v3/Instances/GO1/TransferSettings')
  return (body['transfer_settings'] as Json[])[0]
}
const transfersUrl = async ({ conversationSid }: Chat) => {
  const { interactionSid, sid } = await sim.channel(conversationSid)
  return `v1/Instances/GO1/Interactions/${interactionSid}/Channels/${sid}/Transfers`
}
/** As Flex UI sends it, by the agent's own participant. */
const transfers = async (chat: Chat, to: string, more: object = {}) => {
  const { participants } = await sim.channel(chat.conversationSid)
  const from = participants.find((each) => each.type === 'agent')?.sid
  return bridge('POST', await transfersUrl(chat), { type: 'cold', from, to, ...more })
}
const invited = async ({ conversationSid }: Chat) => (await sim.channel(conversationSid)).invites.at(-1)?.task
const ringing = async (chat: Chat) => {
  const open = (await invited(chat))?.reservations.find((each) => each.reservation_status === 'pending')
  return open && { sid: open.sid, name: workers.find(({ sid }) => sid === open.worker_sid)?.fullName }
}
const agents = async ({ conversationSid }: Chat) =>
  (await sim.channel(conversationSid)).participants
    .filter((each) => each.type === 'agent' && each.status === 'active')
    .map(({ routing_properties: routing }) => workers.find(({ sid }) => sid === routing?.worker_sid)?.fullName)

describe('Flex’s own transfer of a chat', () => {
  it('is off until the control API switches it on, with or without notes', async () => {
    expect(await settings()).toMatchObject({ enabled: false, transfer_notes_enabled: false })
    const chat = await adasChat()
    expect((await transfers(chat, worker('Ben').sid)).status).toBe(400)
    await switchedOn()
    expect(await settings()).toMatchObject({ enabled: true, transfer_notes_enabled: false })
    await switchedOn({ notes: true })
    expect(await settings()).toMatchObject({ enabled: true, transfer_notes_enabled: true })
  })

  it('makes a task for the chosen agent with transfer_sid and the old attributes, and is listed', async () => {
    await switchedOn()
    const chat = await adasChat()
    const { body } = await transfers(chat, worker('Ben').sid, { noteSid: null })
    const { sid } = body['payload'] as { sid: string }
    expect(sid).toMatch(/^UX/)
    const attributes = JSON.parse((await invited(chat))?.attributes ?? '{}')
    expect(attributes).toMatchObject({ transfer_sid: sid, colour: 'red' })
    expect(await ringing(chat)).toMatchObject({ name: 'Ben' })
    await sim.accept((await ringing(chat))?.sid ?? '')
    const list = (await bridge('GET', await transfersUrl(chat))).body['payload']
    expect(list).toMatchObject([{ sid, to: worker('Ben').sid, status: 'completed', note_sid: null }])
  })

  it.each([
    ['at-once', [], ['Ben']],
    ['on-acceptance', ['Ada'], ['Ben']],
  ] as const)('removes the first agent %s', async (leaves, asked, taken) => {
    await switchedOn({ leaves })
    const chat = await adasChat()
    await transfers(chat, worker('Ben').sid)
    expect(await agents(chat)).toEqual(asked)
    await sim.accept((await ringing(chat))?.sid ?? '')
    expect(await agents(chat)).toEqual(taken)
    expect((await sim.task(chat.taskSid)).assignment_status).toBe('wrapping')
  })

  it('goes to the next agent of the workflow when it is declined, never back, and then waits', async () => {
    await sim.hire({ name: 'cat@example.com', fullName: 'Cat' }).then((cat) => {
      workers = [...workers, cat]
    })
    await switchedOn()
    const chat = await adasChat()
    await transfers(chat, worker('Ben').sid)
    await sim.reject((await ringing(chat))?.sid ?? '')
    expect(await ringing(chat)).toMatchObject({ name: 'Cat' })
    await sim.timeOut((await ringing(chat))?.sid ?? '')
    expect(await ringing(chat)).toBeUndefined()
    expect(await invited(chat)).toMatchObject({ assignment_status: 'pending' })
  })

  it('goes to the next agent at once when the chosen one is away, and to a queue’s agents', async () => {
    await switchedOn()
    await sim.activity(worker('Ben').sid, 'Offline')
    const cat = await sim.hire({ name: 'cat@example.com', fullName: 'Cat', skills: ['support'] })
    workers = [...workers, cat]
    const chat = await adasChat()
    await transfers(chat, worker('Ben').sid)
    expect(await ringing(chat)).toMatchObject({ name: 'Cat' })
    const second = await adasChat()
    await transfers(second, queueSid('Support'))
    expect(await ringing(second)).toMatchObject({ name: 'Cat' })
  })

  it('can be started over the control API, which sets when the first agent leaves', async () => {
    const chat = await adasChat()
    const to = worker('Ben').sid
    const { taskSid } = await sim.call<{ taskSid: string }>('POST', `/conversations/${chat.conversationSid}/transfer`, {
      to,
      leaves: 'on-acceptance',
    })
    expect((await invited(chat))?.sid).toBe(taskSid)
    expect(await agents(chat)).toEqual(['Ada'])
  })
})

describe('notes', () => {
  const notes = '/Flex/Instances/GO1/Notes'
  const posts = (form: Record<string, string>) =>
    door('preview.twilio.com', notes, { method: 'POST', body: new URLSearchParams(form) })

  it('are kept, read again, and named by the transfer', async () => {
    await switchedOn({ notes: true })
    const chat = await adasChat()
    const where = { InteractionSid: 'KD1', ChannelSid: 'UO1', Type: 'transfer' }
    const { body: note } = await posts({ ...where, Summary: 'Call back & be kind' })
    expect(note).toMatchObject({ summary: 'Call back & be kind' })
    const read = await door('preview.twilio.com', `${notes}/${note['sid']}`)
    expect(read.body).toMatchObject({ sid: note['sid'], summary: 'Call back & be kind' })
    const { body: summary } = await posts({ ...where, TaskSid: chat.taskSid, ParticipantSid: 'UT1' })
    expect(summary['generated_summary']).toContain(chat.taskSid)
    await transfers(chat, worker('Ben').sid, { noteSid: note['sid'], summarySid: summary['sid'] })
    const list = (await bridge('GET', await transfersUrl(chat))).body['payload']
    expect(list).toMatchObject([{ note_sid: note['sid'], summary_sid: summary['sid'] }])
  })

  it('that do not exist are 404, and no transfer names them (400)', async () => {
    await switchedOn({ notes: true })
    expect((await door('preview.twilio.com', `${notes}/KQ1`)).status).toBe(404)
    const chat = await adasChat()
    expect((await transfers(chat, worker('Ben').sid, { noteSid: 'KQ1' })).status).toBe(400)
  })
})

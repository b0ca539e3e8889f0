import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { type Case, changes, live, requests } from '../support/a-case.ts'

// No webhook reports anything here: participants, ends of rooms and ends of tasks.
const untold = '^(participant-|room-ended|task\\.|reservation\\.(wrapup|completed|canceled))'

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre({ env: { RECONCILE_SECONDS: '1', LOST_TIMEOUT_SECONDS: '1' } })
  await centre.sim.webhookFault({ kind: 'drop', event: untold })
})
afterAll(() => centre?.stop())

type Room = { readonly sid: string; readonly status: string }

/** Waits for two whole rounds from now on, so that a round has seen everything. */
async function rounds(): Promise<void> {
  const after = await centre.last()
  const lists = async () =>
    requests(await centre.journal(after), 'GET', /^video\/v1\/Rooms$/).filter((each) => each['status'] === 200)
  await until('the reconciler has come round', async () => (await lists()).length >= 3)
}

const makeRoom = (UniqueName: string, StatusCallback = `${centre.serverUrl}/webhooks/video`) =>
  centre.rest<Room>('/video/v1/Rooms', { UniqueName, StatusCallback })
const roomOf = (chat: Case, start = 'lost1') => `esc-${chat.conversationSid.slice(2)}-${start}-g1`
const statusOf = async ({ sid }: Room) => (await centre.sim.call<Room>('GET', `/rooms/${sid}`)).status
const completed = (room: Room) => until('it is completed', async () => (await statusOf(room)) === 'completed')
const enters = ({ sid }: Room) => centre.sim.call('POST', `/rooms/${sid}/participants`, { identity: 'customer-1' })

describe.concurrent('without a webhook the reconciler finds', () => {
  it('participants who came and left, and ends a video whose agent was alone for 1 s', async () => {
    const chat = await centre.chat()
    const { customer, roomSid } = await live(chat)
    await centre.sim.disconnect(roomSid, customer.participantSid)
    expect(await chat.saying('ended', 25_000)).toMatchObject({ reason: 'left-alone', joined: true })
    await chat.closed()
  })

  it('a room closed by another tool: the video pauses, and both meet in another room', async () => {
    const chat = await centre.chat()
    const { link, id } = await chat.invited()
    const [room] = await chat.rooms()
    await centre.rest(`/video/v1/Rooms/${room?.sid}`, { Status: 'completed' })
    await chat.saying('paused')
    await chat.agentSits(id)
    expect(await chat.customerSits(link)).not.toMatchObject({ roomSid: room?.sid })
    expect(await chat.id()).toBe(id)
  })

  it.each(['wrapup', 'complete', 'delete'] as const)('the end of a task by %s', async (how) => {
    const chat = await centre.chat()
    const { link, roomSid } = await live(chat)
    await chat.ends(how)
    await chat.closed()
    expect(changes(await centre.journal(), 'room.completed', roomSid)).toHaveLength(1)
    expect((await fetch(link)).status).toBe(410)
  })

  it('rooms of ours that no video needs, even with a participant in one, and completes them', async () => {
    const [chat, forgotten] = [await centre.chat(), await centre.chat()]
    const alone = await makeRoom(roomOf(chat))
    const used = await makeRoom(roomOf(forgotten))
    await enters(used)
    await completed(alone)
    await completed(used)
  })

  it('an older room beside the live one, and completes only the older one', async () => {
    const chat = await centre.chat()
    const { roomSid } = await live(chat)
    const older = await makeRoom(roomOf(chat))
    await completed(older)
    await rounds()
    expect((await chat.rooms()).find(({ sid }) => sid === roomSid)?.status).toBe('in-progress')
    expect(await chat.task()).toMatchObject({ escalate: { video: { state: 'live' } } })
  })
})

describe.concurrent('the reconciler leaves alone', () => {
  it('rooms that are not ours by name or by status callback', async () => {
    const chat = await centre.chat()
    const elsewhere = 'https://staging.example.com/webhooks/video'
    const foreign = await Promise.all([
      makeRoom('board-meeting'),
      makeRoom(`${roomOf(chat)}-copy`),
      makeRoom(roomOf(chat, 'other'), elsewhere),
      centre.rest<Room>('/video/v1/Rooms', { UniqueName: roomOf(chat, 'silent') }),
    ])
    await rounds()
    const touched = requests(await centre.journal(), 'POST', new RegExp(foreign.map(({ sid }) => sid).join('|')))
    expect(touched).toEqual([])
    expect(await Promise.all(foreign.map(statusOf))).toEqual(Array(4).fill('in-progress'))
  })

  it('a room with a participant in it whose record was lost', async () => {
    const room = await makeRoom(`esc-${'ab'.repeat(16)}-lost1-g1`)
    await enters(room)
    await rounds()
    expect(await statusOf(room)).toBe('in-progress')
  })

  it('a live video that agrees with Twilio', async () => {
    const chat = await centre.chat()
    await live(chat)
    const task = await chat.task()
    await rounds()
    expect(await chat.task()).toEqual(task)
    expect(await chat.invites()).toHaveLength(1)
    expect(await chat.rooms()).toMatchObject([{ status: 'in-progress' }])
  })
})

import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { cursorKey } from '../../src/projections/cursor.ts'
import { freePort } from '../../tools/free-port.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { type Case, requests } from '../support/a-case.ts'

type Line = {
  readonly msg: string
  readonly task?: string
  readonly item?: string
  readonly cause?: string
  readonly tries?: number
}
type Room = { readonly sid: string; readonly status: string }

const feature = 'video-escalation'
const lines: Line[] = []
let centre: CallCentre
let metricsUrl = ''
beforeAll(async () => {
  const port = await freePort()
  metricsUrl = `http://127.0.0.1:${port}/metrics`
  centre = await aCallCentre({
    env: { RECONCILE_SECONDS: '1', METRICS_PORT: String(port) },
    heard: (program, line) => void (program === 'worker' && lines.push(JSON.parse(line) as Line)),
  })
  // The reconciler alone finds these: no webhook reports them.
  await centre.sim.webhookFault({ kind: 'drop', event: '^(participant-|room-ended|task\\.|reservation\\.wrapup)' })
})
afterEach(() => centre.sim.noFaults())
afterAll(() => centre?.stop())

/** A room of ours that no video needs. */
const aForgottenRoom = ({ conversationSid }: Case) =>
  centre.rest<Room>('/video/v1/Rooms', {
    UniqueName: `esc-${conversationSid.slice(2)}-lost1-g1`,
    StatusCallback: `${centre.serverUrl}/webhooks/video`,
  })
const statusOf = async ({ sid }: Room) => (await centre.sim.call<Room>('GET', `/rooms/${sid}`)).status
const completed = (room: Room, withinMs = 20_000) =>
  until(`${room.sid} is completed`, async () => (await statusOf(room)) === 'completed', { withinMs })
const setAside = (item: string) => lines.filter(({ msg, item: of }) => msg === 'set aside' && of === item)
const causes = async (item: string) => {
  await until(`${item} is named in the log`, async () => setAside(item).length > 0, { withinMs: 20_000 })
  return new Set(setAside(item).map(({ task, cause }) => `${task}: ${cause}`))
}
const told = async () => (await fetch(metricsUrl)).text()

it('a room whose participants answer 500 and unreadable records do not stop the other rooms’ ends and numbers', async () => {
  const chats = await Promise.all(Array.from({ length: 4 }, () => centre.chat()))
  const [bad, good, unreadable, wrongType] = chats.slice(0, 4)
  const ending = await centre.chat()
  if (!bad || !good || !unreadable || !wrongType) throw new Error('Four chats were made')
  for (const chat of [unreadable, wrongType, ending]) await chat.invited()
  await centre.settled()
  const { redis } = centre.inside
  const recordOf = ({ conversationSid }: Case) => `escalate:record:${feature}:${conversationSid}`
  const state = (await redis.hget(recordOf(unreadable), 'state')) ?? ''
  await redis.hset(recordOf(unreadable), 'state', '{"video":"blue"}')
  await redis.rename(recordOf(wrongType), 'kept')
  await redis.set(recordOf(wrongType), 'garbage')
  await redis.zadd('escalate:unsent-outboxes', 0, 'garbage')

  await centre.sim.fault({ kind: 'status', status: 500, product: 'video', method: 'GET', path: '/Rooms$', times: 1 })
  const badRoom = await aForgottenRoom(bad)
  await centre.sim.fault({ kind: 'status', status: 500, product: 'video', path: `${badRoom.sid}/Participants$` })
  const goodRoom = await aForgottenRoom(good)
  await ending.ends('wrapup')
  await completed(goodRoom)
  await ending.closed()
  expect(await statusOf(badRoom)).toBe('in-progress')

  await until('it is tried again', async () => setAside(badRoom.sid).some(({ tries }) => tries === 3))
  expect(await causes(badRoom.sid)).toEqual(new Set(['rooms: twilio 500']))
  expect(await causes(unreadable.conversationSid)).toEqual(new Set(['rooms: unreadable']))
  expect(await causes(`${feature} ${unreadable.conversationSid}`)).toEqual(new Set(['census: unreadable']))
  expect(await causes(`${feature} ${wrongType.conversationSid}`)).toEqual(new Set(['census: unreadable']))
  expect(await causes('garbage')).toEqual(new Set(['sweep: unreadable']))
  const other = await centre.chat()
  await other.invited()
  await until('the census tells of the other', async () =>
    /^escalate_live\{feature="video-escalation",state="invited"\} 1$/m.test(await told()),
  )
  const text = await told()
  expect(text).toContain('escalate_ending_oldest_seconds{feature="video-escalation"}')
  for (const labels of ['task="rooms",cause="twilio 500"', 'task="census",cause="unreadable"'])
    expect(text).toMatch(new RegExp(`^escalate_periodic_task_problems_total\\{${labels}\\} [1-9]`, 'm'))

  await centre.sim.noFaults()
  await redis.hset(recordOf(unreadable), 'state', state)
  await redis.rename('kept', recordOf(wrongType))
  await redis.zrem('escalate:unsent-outboxes', 'garbage')
  for (const chat of [unreadable, wrongType]) await chat.ends('wrapup')
  await completed(badRoom, 60_000)
  for (const chat of [unreadable, wrongType]) await chat.closed()
}, 150_000)

it('Twilio’s 429 pauses a round for its Retry-After, and all rooms are completed afterwards', async () => {
  const chats = await Promise.all(Array.from({ length: 3 }, () => centre.chat()))
  const strict = { kind: 'status', status: 429, retryAfter: 3, product: 'video', path: '/Participants$', times: 1 }
  await centre.sim.fault(strict)
  const after = await centre.last()
  const rooms = await Promise.all(chats.map(aForgottenRoom))
  await Promise.all(rooms.map((room) => completed(room)))
  const asked = requests(await centre.journal(after), 'GET', /\/Participants$/).map(({ at, status, path }) => {
    return { at: Date.parse(at), status, room: /RM\w+/.exec(String(path))?.[0] ?? '' }
  })
  const { at: refused = 0, room = '' } = asked.find(({ status }) => status === 429) ?? {}
  expect(refused).toBeGreaterThan(0)
  // Requests that were under way at the same time were not held back.
  const [next = 0] = asked.map(({ at }) => at - refused).filter((ms) => ms > 1_000)
  expect(next).toBeGreaterThanOrEqual(2_900)
  // The refused one may be a room of an earlier test.
  expect(setAside(room).map(({ cause }) => cause)).toEqual(['twilio 429'])
}, 60_000)

it('an unreadable timeline entry is named, and the entries behind it are counted and forwarded', async () => {
  const chat = await centre.chat()
  await chat.invited()
  await centre.settled()
  const { redis } = centre.inside
  const key = `escalate:timeline:${feature}:${chat.conversationSid}`
  const names = ['history', 'outbound'] as const
  await until('everything is counted', async () => {
    const text = await told()
    return names.every((name) => text.includes(`escalate_timeline_lag_seconds{projection="${name}"} 0\n`))
  })
  await redis.lset(key, -1, 'garbage')
  // Sets the cursors back, as if this entry came only now.
  const before = await redis.xrevrange('escalate:timeline', '+', '-', 'COUNT', 2)
  const from = before.at(-1)?.[0] ?? '0'
  for (const name of names) await redis.set(cursorKey('escalate', name), from)
  const { id } = await (await centre.chat()).invited()
  const end = async () => (await redis.xrevrange('escalate:timeline', '+', '-', 'COUNT', 1))[0]?.[0]
  for (const name of names)
    await until(
      `${name} comes to the end`,
      async () => (await redis.get(cursorKey('escalate', name))) === (await end()),
    )
  expect(id).toBeTruthy()
  const named = lines.filter(({ msg, item }) => msg === 'set aside' && item?.includes(chat.conversationSid))
  expect(named.map(({ task, cause }) => `${task}: ${cause}`)).toEqual(
    expect.arrayContaining(['history: unreadable', 'outbound: unreadable']),
  )
}, 90_000)

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { type Case, changes, live } from '../support/a-case.ts'
import { problemIn } from '../support/a-problem.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre({ env: { RECONCILE_SECONDS: '1' } })
})
afterAll(() => centre?.stop())

const redis = () => {
  if (!centre.redis) throw new Error('The call centre has no Redis of its own')
  return centre.redis
}
const isReady = async () => (await fetch(`${centre.serverUrl}/readyz`)).ok
const command = ({ conversationSid }: Case) =>
  centre.post('/webhooks/conversations', {
    EventType: 'onMessageAdded',
    Source: 'SDK',
    ClientIdentity: 'agent-1_40example_2Ecom',
    ConversationSid: conversationSid,
    MessageSid: `IM${crypto.randomUUID().replaceAll('-', '')}`,
    DateCreated: new Date().toISOString(),
    Body: '/video end',
  })

/** The promise is 2.5 s (`docs/operations.md`), half of Twilio's time-out; a busy machine gets 10 s. */
async function expectRefusals(chat: Case, id: string, link: string): Promise<void> {
  const doors: Readonly<Record<string, () => Promise<Response>>> = {
    webhook: () => command(chat),
    button: () => chat.start(),
    seat: () => chat.call(`/escalations/${id}/seat`, {}),
    link: () => chat.press(link),
  }
  await Promise.all(
    Object.entries(doors).map(async ([door, knock]) => {
      const since = performance.now()
      const answer = await problemIn(await knock())
      expect({ door, ...answer }).toMatchObject({ door, status: 503, retryable: true })
      expect(performance.now() - since, door).toBeLessThan(10_000)
    }),
  )
  const report = await fetch(`${centre.serverUrl}/readyz`)
  expect(report.status).toBe(503)
  expect(await report.json()).toMatchObject({
    status: 'not ready',
    checks: { redis: expect.not.stringMatching(/^ok$/) },
  })
  expect((await fetch(`${centre.serverUrl}/healthz`)).status).toBe(200)
}

async function expectGoodEnd(chat: Case): Promise<void> {
  await chat.ends('wrapup')
  const [room, ...more] = await chat.closed()
  expect(more).toEqual([])
  expect(await chat.saying('ended')).toMatchObject({ joined: true })
  await centre.settled()
  expect(changes(await centre.journal(), 'room.completed', room?.sid)).toHaveLength(1)
  expect(await chat.invites()).toHaveLength(1)
}

describe('while Redis is away', () => {
  it.each([
    ['dead', 'SIGKILL'],
    ['frozen', 'SIGSTOP'],
  ] as const)('(%s) four endpoints answer 503 within 10 s, and afterwards the video goes on', async (_, signal) => {
    const chat = await centre.chat()
    const { link, id } = await live(chat)
    await centre.settled()
    redis().kill(signal)
    if (signal === 'SIGKILL') await redis().exited
    await expectRefusals(chat, id, link)
    if (signal === 'SIGKILL') await redis().restart()
    else redis().kill('SIGCONT')
    await until('the server is ready again', isReady)
    await expectGoodEnd(chat)
  })

  it('participants stay in the room, and a customer who rejoins afterwards gets the same room', async () => {
    const chat = await centre.chat()
    const { customer } = await live(chat)
    redis().kill('SIGKILL')
    await redis().exited
    const [room] = await chat.rooms()
    expect(room?.status).toBe('in-progress')
    expect(room?.participants.map(({ status }) => status)).toEqual(['connected', 'connected'])
    await redis().restart()
    await until('the server is ready again', isReady)
    expect(await chat.customerSits(await chat.link())).toMatchObject({ roomSid: customer.roomSid })
    await expectGoodEnd(chat)
  })

  it('a wrap-up gets 503, and the room is completed when Redis is back', async () => {
    const chat = await centre.chat()
    await live(chat)
    redis().kill('SIGKILL')
    await redis().exited
    const after = await centre.last()
    await chat.ends('wrapup')
    await until('both webhooks of the wrap-up were refused', async () => {
      const told = (await centre.journal(after)).filter((each) => /wrapup$/.test(String(each['event'])))
      return told.length === 2 && told.every((each) => each['status'] === 503)
    })
    await redis().restart()
    await chat.closed()
    expect(await chat.saying('ended')).toMatchObject({ joined: true })
  })
})

it('an emptied Redis ends no call: participants stay, an unused room is completed, no second invite is posted', async () => {
  const [used, idle] = [await centre.chat(), await centre.chat()]
  await live(used)
  await idle.invited()
  await centre.settled()
  await centre.inside.redis.flushall()
  await idle.closed()
  expect(await used.rooms()).toMatchObject([{ status: 'in-progress' }])
  await used.ends('wrapup')
  await used.closed()
  await centre.settled()
  expect([await used.invites(), await idle.invites()].map(({ length }) => length)).toEqual([1, 1])
})

it('Redis killed during sixteen starts loses nothing that was acknowledged', async () => {
  // With `everysec` and a slow disk, Redis answers before it writes, and loses what it answered.
  await centre.inside.redis.config('SET', 'appendfsync', 'always')
  const chats = await Promise.all(Array.from({ length: 16 }, () => centre.chat()))
  const after = await centre.last()
  const answers = async () =>
    (await centre.journal(after)).filter((each) => each['event'] === 'onMessageAdded' && 'status' in each)
  for (const [n, chat] of chats.entries()) {
    if (n === 8) {
      await until('one is acknowledged', async () => (await answers()).length > 0)
      redis().kill('SIGKILL')
    }
    await chat.types('/video')
  }
  await redis().exited
  await until('every command was answered', async () => (await answers()).length === chats.length)
  await redis().restart()
  const acknowledged = (await answers()).filter((each) => each['status'] === 204).map(({ params }) => sidIn(params))
  expect(acknowledged.length).toBeGreaterThan(0)
  expect(acknowledged.length).toBeLessThan(chats.length)
  for (const chat of chats) {
    if (!acknowledged.includes(chat.conversationSid)) continue
    await chat.saying('invited', 25_000)
  }
  await centre.settled(25_000)
  for (const chat of chats) {
    const most = acknowledged.includes(chat.conversationSid) ? [1] : [0, 1]
    expect(most).toContain((await chat.invites()).length)
    expect(most).toContain((await chat.rooms()).length)
  }
}, 60_000)

const sidIn = (params: unknown) => (params as { ConversationSid: string }).ConversationSid // as the simulator sent it

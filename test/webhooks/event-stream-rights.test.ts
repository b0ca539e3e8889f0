import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { FlexUser } from '../../src/access/flex-token.ts'
import { Retryable } from '../../src/core/errors.ts'
import { until } from '../../tools/until.ts'
import { participants } from '../support/a-house.ts'
import { problemIn } from '../support/a-problem.ts'
import { conversationSid } from '../support/an-assignment.ts'
import { anEventStream } from '../support/an-event-stream.ts'
import { anOpenVideo } from '../support/an-open-video.ts'
import { changesByHand } from '../support/changes-by-hand.ts'

afterEach(() => void vi.useRealTimers())
const standStill = () =>
  void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })

/** The test changes the user of a token. */
async function aFollowed() {
  const hand = changesByHand()
  const users = new Map<string, FlexUser | undefined>(Object.entries(participants))
  let problem: Error | undefined
  const check = async (token: string) => {
    if (problem) throw problem
    return users.get(token)
  }
  const video = await anOpenVideo({}, { streams: hand.streams, flexTokens: { check } })
  const paths = {
    plugin: `/escalations/events?conversation=${conversationSid}`,
    board: '/supervisor/board/events',
  } as const
  return {
    ...video,
    ...hand,
    users,
    iamFails(with_: Error): void {
      problem = with_
    },
    line: async (who: string, which: keyof typeof paths) => anEventStream(await video.house.as(who).get(paths[which])),
    answer: (who: string, which: keyof typeof paths) => video.house.as(who).get(paths[which]),
  }
}

describe('an event stream that was opened with a Flex token', () => {
  it.each([
    ['ada', 'plugin'],
    ['sue', 'plugin'],
    ['sue', 'board'],
  ] as const)('of %s (%s) ends when the token expires, and not before', async (who, which) => {
    const { line, users, watchers } = await aFollowed()
    standStill()
    users.set(who, { ...participants[who], expiresAt: Date.now() + 600_000 })
    const mine = await line(who, which)
    let isOver = false
    void mine.readsOn().then(() => {
      isOver = true
    })
    await vi.advanceTimersByTimeAsync(599_000)
    expect(isOver).toBe(false)
    await vi.advanceTimersByTimeAsync(1_000)
    await vi.waitFor(() => expect(isOver).toBe(true))
    expect(watchers()).toBe(0)
  })

  it.each([
    ['token was taken back', undefined],
    ['role was lost', { ...participants.sue, roles: ['wfo.full_access'] }],
    ['role is an agent’s now', { ...participants.sue, roles: ['agent'] }],
  ] as const)('of the board ends within a minute when the %s', async (_, user) => {
    const { line, users, watchers } = await aFollowed()
    standStill()
    const mine = await line('sue', 'board')
    const over = mine.readsOn()
    users.set('sue', user)
    await vi.advanceTimersByTimeAsync(60_000)
    await over
    expect(watchers()).toBe(0)
  })

  it('shows no conversations of others once the role of a supervisor is lost', async () => {
    const { line, users, id } = await aFollowed()
    standStill()
    const mine = await line('sue', 'plugin')
    expect(await mine.next()).toMatchObject({ data: { escalations: [{ escalation: { id } }] } })
    users.set('sue', { ...participants.sue, roles: ['agent'] })
    const heard: unknown[] = []
    void (async () => {
      for (let next = await mine.next(); next; next = await mine.next()) if (next !== 'pulse') heard.push(next)
    })()
    await vi.advanceTimersByTimeAsync(71_000)
    expect(heard).toMatchObject([{ data: { escalations: [{ escalation: null }] } }])
  })

  it('ends when its token can no longer be checked', async () => {
    const { line, iamFails } = await aFollowed()
    standStill()
    const over = (await line('ada', 'plugin')).readsOn()
    iamFails(new Retryable('iam is away'))
    await vi.advanceTimersByTimeAsync(60_000)
    await over
  })

  it('is refused as the eleventh of one worker (429), board and plugin together, and others are not refused', async () => {
    const { line, answer } = await aFollowed()
    for (let n = 0; n < 5; n++) await Promise.all([line('sue', 'plugin'), line('sue', 'board')])
    for (const which of ['plugin', 'board'] as const)
      expect(await problemIn(await answer('sue', which))).toMatchObject({
        status: 429,
        code: 'too-many-event-streams',
        retryable: true,
      })
    await line('ada', 'plugin')
  })
})

describe('a page’s event stream', () => {
  it('sends its last state and ends when the link is revoked or removed, or the call is over', async () => {
    for (const [path, last] of [
      ['revoke', 'revoked'],
      ['end', 'ended'],
    ] as const) {
      const { look, link, ada, id, tell, watchers } = await aFollowed()
      const mine = anEventStream(await look(`${link}/events`))
      await mine.next()
      await ada.post(`/escalations/${id}/${path}`)
      tell()
      expect(await mine.next()).toMatchObject({ event: 'state', data: { link: last } })
      expect(await mine.next()).toBeUndefined()
      expect(watchers()).toBe(0)
      expect(await problemIn(await look(`${link}/events`))).toMatchObject({ status: 410, code: last, retryable: false })
    }
  })

  it('of a supervisor ends with their pass', async () => {
    const { look, joinPage, comes } = await aFollowed()
    await comes('agent')
    await comes('customer')
    const page = await joinPage()
    standStill()
    const mine = anEventStream(await look(`${page}/events`))
    expect(await mine.next()).toMatchObject({ data: { role: 'supervisor', link: 'open' } })
    let last: unknown
    const over = (async () => {
      for (let next = await mine.next(); next; next = await mine.next()) if (next !== 'pulse') last = next
    })()
    await vi.advanceTimersByTimeAsync(3 * 3_600_000)
    await over
    expect(last).toMatchObject({ data: { link: 'expired' } })
    expect((await look(`${page}/events`)).status).toBe(404)
  })

  it('of a customer in the room outlives the link’s expiry: it shows whether they are recorded', async () => {
    const { look, link, comes } = await aFollowed()
    await comes('agent')
    await comes('customer')
    standStill()
    const mine = anEventStream(await look(`${link}/events`))
    await mine.next()
    const heard: unknown[] = []
    void (async () => {
      for (let next = await mine.next(); next; next = await mine.next()) if (next !== 'pulse') heard.push(next)
      heard.push('over')
    })()
    vi.setSystemTime(Date.now() + 25 * 3_600_000)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(heard).toMatchObject([{ data: { link: 'expired', isCustomerHere: true } }])
  })

  it('that dies with its link does not count as leaving', async () => {
    const { look, link, ada, id, tell, sits, record } = await aFollowed()
    await sits({ device: 'phone' })
    standStill()
    const mine = anEventStream(await look(`${link}/events?device=phone`))
    await mine.next()
    await ada.post(`/escalations/${id}/revoke`)
    const before = (await record()).video
    tell()
    await mine.readsOn()
    await vi.advanceTimersByTimeAsync(60_000)
    expect((await record()).video).toEqual(before)
  })
})

describe('a client that reads nothing', () => {
  it('is disconnected 15 to 25 s after the first unread write, with less than 64 KiB held for it', async () => {
    const { house, link, tell, comes, goes, watchers } = await aFollowed()
    const server = createServer({ highWaterMark: 1 }, getRequestListener(house.app.fetch))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The server has no port')
    const sockets = new Set<{ readonly writableLength: number }>()
    server.on('connection', (socket) => {
      sockets.add(socket)
      // Like a kernel whose buffers are full.
      socket.cork()
      socket.cork = () => {}
      socket.uncork = () => {}
    })
    const client = connect(address.port, '127.0.0.1')
    client.on('error', () => {})
    client.pause()
    standStill()
    client.write(`GET ${link}/events HTTP/1.1\r\nHost: escalate.test\r\n\r\n`)
    await until('the event stream is open', async () => watchers() === 1)
    for (let n = 0; n < 300; n++) {
      await (n % 2 ? goes : comes)('customer', n)
      tell()
      await new Promise((resolve) => setImmediate(resolve))
    }
    const [held] = [...sockets].map(({ writableLength }) => writableLength)
    expect(held).toBeLessThan(64 * 1024)
    let seconds = 0
    for (; watchers() > 0 && seconds < 60; seconds++) await vi.advanceTimersByTimeAsync(1_000)
    // The first unread write may be the pulse, which comes after 10 s.
    expect(seconds).toBeGreaterThanOrEqual(15)
    expect(seconds).toBeLessThanOrEqual(25)
    client.destroy()
  })
})

import { afterEach, describe, expect, it, vi } from 'vitest'
import { deviceHash } from '../../webhooks/join/device.ts'
import { aHouse } from '../support/a-house.ts'
import { problemIn } from '../support/a-problem.ts'
import { anEventStream } from '../support/an-event-stream.ts'
import { anOpenVideo, anOpenVideoIn } from '../support/an-open-video.ts'
import { changesByHand } from '../support/changes-by-hand.ts'

afterEach(() => void vi.useRealTimers())

async function aFollowedVideo() {
  const hand = changesByHand()
  const video = await anOpenVideo({}, { streams: hand.streams })
  const call = (device = 'phone', path = video.link) => video.look(`${path}/events?device=${device}`)
  return { ...video, ...hand, call, line: async (device = 'phone') => anEventStream(await call(device)) }
}

const standStill = () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })

describe('the page’s event stream', () => {
  it('begins with the same state that the page can poll', async () => {
    const { line, sees } = await aFollowedVideo()
    const first = await (await line()).next()
    expect(first).toEqual({ event: 'state', data: await sees('phone') })
  })

  it('is a text/event-stream that is not cached and runs nothing', async () => {
    const { call } = await aFollowedVideo()
    const answer = await call()
    anEventStream(answer)
    expect(answer.headers.get('content-type')).toBe('text/event-stream')
    expect(answer.headers.get('cache-control')).toMatch(/no-cache|no-store/)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('sends each change, and nothing when nothing has changed for this page', async () => {
    const { line, comes, tell } = await aFollowedVideo()
    const mine = await line()
    await mine.next()
    tell()
    await comes('agent')
    tell()
    expect(await mine.next()).toMatchObject({ data: { isAgentHere: true, isCustomerHere: false } })
    await comes('customer')
    tell()
    expect(await mine.next()).toMatchObject({ data: { isCustomerHere: true } })
  })

  it('sends a pulse every ten seconds, and with it a change that was not announced', async () => {
    const { line, comes } = await aFollowedVideo()
    standStill()
    const mine = await line()
    await mine.next()
    await comes('agent')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await mine.next()).toBe('pulse')
    expect(await mine.next()).toMatchObject({ data: { isAgentHere: true } })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await mine.next()).toBe('pulse')
  })

  it('has the role of customer and agent, and the state of the link', async () => {
    const { line, tell, ada, id, pass, look } = await aFollowedVideo()
    const [customer, agent] = [await line(), anEventStream(await look(`${await pass()}/events`))]
    expect(await customer.next()).toMatchObject({ data: { role: 'customer', link: 'open' } })
    expect(await agent.next()).toMatchObject({ data: { role: 'agent', link: 'open' } })
    await ada.post(`/escalations/${id}/end`)
    tell()
    expect(await customer.next()).toMatchObject({ data: { link: 'ended', why: 'agent-ended' } })
    expect(await agent.next()).toMatchObject({ data: { link: 'ended' } })
  })

  it('goes on after a read that failed', async () => {
    const hand = changesByHand()
    const house = aHouse({}, { streams: hand.streams })
    const { look, link, comes } = await anOpenVideoIn(house)
    const mine = anEventStream(await look(`${link}/events`))
    await mine.next()
    const away = vi.spyOn(house.store, 'load').mockRejectedValue(new Error('away'))
    hand.tell()
    await vi.waitFor(() => expect(away).toHaveBeenCalled())
    away.mockRestore()
    await comes('agent')
    hand.tell()
    expect(await mine.next()).toMatchObject({ data: { isAgentHere: true } })
  })

  it('is refused to an unknown link (404)', async () => {
    const { look } = await aFollowedVideo()
    expect(await problemIn(await look('/j/stranger/events'))).toMatchObject({ status: 404, code: 'unknown-link' })
  })

  it('is refused as the seventh of one holder (429), whatever devices they name', async () => {
    const { call, line, pass } = await aFollowedVideo()
    const lines = await Promise.all(['a', 'b', 'c', 'd', 'd', 'd'].map(line))
    for (const each of ['a', 'd', 'e', ''])
      expect(await problemIn(await call(each))).toMatchObject({
        status: 429,
        code: 'too-many-event-streams',
        retryable: true,
      })
    anEventStream(await call('laptop', await pass()))
    await lines[0]?.hangUp()
    await vi.waitFor(async () => anEventStream(await call('e')))
  })

  it('stops watching when the page has disconnected', async () => {
    const { line, watchers } = await aFollowedVideo()
    const mine = await line()
    await mine.next()
    expect(watchers()).toBe(1)
    await mine.hangUp()
    await vi.waitFor(() => expect(watchers()).toBe(0))
  })
})

describe('a process that stops', () => {
  it('ends its event streams', async () => {
    const { line, drain, watchers } = await aFollowedVideo()
    const mine = await line()
    await mine.next()
    drain()
    expect(await mine.next()).toBeUndefined()
    expect(watchers()).toBe(0)
  })

  it('does not count a customer as left whose stream it ended', async () => {
    const { line, drain, sits, record } = await aFollowedVideo()
    await sits({ device: 'phone' })
    standStill()
    const mine = await line()
    await mine.next()
    drain()
    expect(await mine.next()).toBeUndefined()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await record()).toMatchObject({ video: { customer: { isWaiting: true } } })
  })
})

describe('a page that has closed its event stream', () => {
  it('counts as left five seconds later', async () => {
    const { line, sits, record } = await aFollowedVideo()
    await sits({ device: 'phone' })
    standStill()
    const mine = await line()
    await mine.next()
    await mine.hangUp()
    await vi.advanceTimersByTimeAsync(4_900)
    expect(await record()).toMatchObject({ video: { customer: { isWaiting: true } } })
    await vi.advanceTimersByTimeAsync(200)
    expect(await record()).toMatchObject({
      video: { customer: { isWaiting: false, step: { step: 'left', detail: 'connection' } } },
    })
  })

  it('has not left when it is back three seconds later, as after a reload', async () => {
    const { line, sits, record } = await aFollowedVideo()
    await sits({ device: 'phone' })
    standStill()
    const mine = await line()
    await mine.next()
    await mine.hangUp()
    await vi.advanceTimersByTimeAsync(3_000)
    const back = await line()
    void back.readsOn()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await record()).toMatchObject({ video: { customer: { isWaiting: true } } })
  })

  it('has not left while another stream of the same device is open', async () => {
    const { line, sits, record } = await aFollowedVideo()
    await sits({ device: 'phone' })
    standStill()
    const [mine, same] = [await line(), await line()]
    await mine.next()
    void same.readsOn()
    await mine.hangUp()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await record()).toMatchObject({ video: { customer: { isWaiting: true } } })
  })

  it('has not left when its next stream is at another process by then', async () => {
    const { line, sits, record, streams, identities } = await aFollowedVideo()
    await sits({ device: 'phone' })
    standStill()
    const mine = await line()
    await mine.next()
    await mine.hangUp()
    // As the other process writes where all of them read it.
    await streams.slots.open({
      holder: identities.customer,
      page: deviceHash('phone'),
      address: '',
      most: 6,
      onTaken: () => {},
    })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await record()).toMatchObject({ video: { customer: { isWaiting: true } } })
  })

  it('does not count the customer as left while another device without a reported step is there', async () => {
    const { line, send, record } = await aFollowedVideo()
    await send('readiness', { device: 'phone', step: 'choosing' })
    standStill()
    const scanner = await line('scanner')
    await scanner.next()
    await scanner.hangUp()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await record()).toMatchObject({ video: { customer: { step: { step: 'choosing' } } } })
  })

  it('has its earlier step when it reports the step again', async () => {
    const { line, send, record } = await aFollowedVideo()
    await send('readiness', { device: 'phone', step: 'choosing' })
    standStill()
    const mine = await line()
    await mine.next()
    await mine.hangUp()
    await vi.advanceTimersByTimeAsync(9_000)
    expect(await record()).toMatchObject({ video: { customer: { step: { step: 'left' } } } })
    void (await line()).readsOn()
    await send('readiness', { device: 'phone', step: 'choosing' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await record()).toMatchObject({ video: { customer: { step: { step: 'choosing' } } } })
  })

  it('does not count the customer as left while another device has the seat', async () => {
    const { line, sits, record } = await aFollowedVideo()
    await sits({ device: 'phone' })
    standStill()
    const old = await line()
    await old.next()
    await sits({ device: 'laptop', takeOver: true })
    await old.hangUp()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await record()).toMatchObject({ video: { customer: { isWaiting: true } } })
  })
})

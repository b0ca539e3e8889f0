import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { pageStep } from '../../src/core/facts.ts'
import { problemIn } from '../support/a-problem.ts'
import { anAssignment } from '../support/an-assignment.ts'
import { anOpenVideo, type OpenVideo } from '../support/an-open-video.ts'
import { someFigures } from '../support/some-figures.ts'

const aMinute = 60_000
const anHour = 60 * aMinute

/** A video whose clock the test moves. */
async function anEndlessVideo() {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const video = await anOpenVideo()
  await video.comes('agent')
  await video.comes('customer')
  return video
}

const linesOf = async ({ house, id }: OpenVideo) =>
  (await (await house.as('sue').get(`/escalations/${id}/timeline`)).text()).trimEnd().split('\n').length

type Send = (video: OpenVideo, n: number) => Promise<Response>
const device = (n: number) => (n % 2 ? 'phone' : 'laptop')

/** Each changes something each time, where that is possible. */
const kinds: readonly (readonly [string, Send])[] = [
  ['steps', ({ send }, n) => send('readiness', { step: pageStep.options[n % 2] })],
  ['details', ({ send }, n) => send('readiness', { step: 'blocked', detail: `${n}` })],
  ['qualities', ({ send }, n) => send('connection', { isWeak: n % 2 === 0 })],
  ['figures', ({ send }) => send('measurements', someFigures({ measuredSeconds: 5 }))],
  ['seats', ({ sits }, n) => sits({ device: device(n), takeOver: true, isConsenting: true })],
  ['requests for a link', ({ send }) => send('link', {})],
  ['ratings', ({ send }) => send('rating', { stars: 3 })],
]

describe('a link’s holder who does not stop', () => {
  it.each(kinds)('adds at most 120 timeline entries in an hour: %s', async (_, send) => {
    const video = await anEndlessVideo()
    const before = await linesOf(video)
    let refused = 0
    for (let n = 0; n < 360; n++) {
      const answer = await send(video, n)
      if (answer.status === 429) refused += 1
      if (n % 100 === 99) vi.setSystemTime(Date.now() + aMinute)
    }
    const after = await linesOf(video)
    expect(after - before).toBeLessThanOrEqual(120)
    if (after - before < 120) return
    expect(refused).toBe(240)
    expect(await problemIn(await send(video, 0))).toMatchObject({ code: 'too-many-tries', retryable: true })
    vi.setSystemTime(Date.now() + anHour)
    expect((await send(video, 1)).status).toBeLessThan(300)
  })

  it.each([
    ['the same step', 'readiness', { step: 'blocked', detail: 'denied' }],
    ['the same quality', 'connection', { isWeak: true }],
    ['a quality that does not change', 'connection', { isWeak: false }],
    ['a request for a link', 'link', {}],
    ['another rating', 'rating', { stars: 1 }],
  ])('with %s, a hundred times, writes once at most', async (_, what, body) => {
    const video = await anEndlessVideo()
    const { house, send } = video
    await send(what, body)
    const writes = house.store.writes()
    for (let n = 0; n < 100; n++) await send(what, body)
    expect(house.store.writes()).toBe(writes)
  })

  it('with a refused seat, a hundred times, writes once at most', async () => {
    const { house, sits } = await anEndlessVideo()
    await sits({ device: 'phone' })
    await sits({ device: 'laptop' })
    const writes = house.store.writes()
    for (let n = 0; n < 100; n++)
      expect(await problemIn(await sits({ device: 'laptop' }))).toMatchObject({ code: 'seat-taken' })
    expect(house.store.writes()).toBe(writes)
  })

  it('with reports does not stop another device from taking the seat', async () => {
    const { send, sits } = await anEndlessVideo()
    for (let n = 0; n < 300; n++) {
      await send('readiness', { step: pageStep.options[n % 2] })
      if (n % 100 === 99) vi.setSystemTime(Date.now() + aMinute)
    }
    expect((await send('readiness', { step: 'asking' })).status).toBe(429)
    expect((await sits({ device: 'phone' })).status).toBe(200)
  })
})

describe('an agent who does not stop', () => {
  it('adds at most 120 timeline entries in an hour, with any pass and through any route', async () => {
    const video = await anEndlessVideo()
    const { send, pass, ada, id } = video
    const before = await linesOf(video)
    for (let n = 0; n < 150; n++) {
      if (n % 50 === 0) vi.setSystemTime(Date.now() + aMinute)
      await send('command', { command: 'mute' }, await pass())
    }
    expect((await linesOf(video)) - before).toBeLessThanOrEqual(120)
    expect(await problemIn(await ada.post(`/escalations/${id}/revoke`))).toMatchObject({ status: 429 })
  })

  it('has one limit for all passes together', async () => {
    const { send, pass } = await anEndlessVideo()
    const statuses: number[] = []
    for (let n = 0; n < 130; n++) {
      if (n % 13 === 0) vi.setSystemTime(Date.now() + 2_000)
      statuses.push((await send('readiness', { step: 'opened' }, await pass())).status)
    }
    expect(statuses.filter((each) => each === 429)).toHaveLength(10)
  })

  it('is refused (429) after 2,000 requests in a minute, and holds up nobody else', async () => {
    const { house } = await anEndlessVideo()
    const path = `/escalations?taskSid=${anAssignment().taskSid}`
    const [ada, sue] = [house.as('ada'), house.as('sue')]
    let last = await ada.get(path)
    for (let n = 0; n < 2_000; n++) last = await ada.get(path)
    expect(await problemIn(last)).toMatchObject({ status: 429, code: 'too-many-tries', retryable: true })
    expect((await sue.get(path)).status).toBe(200)
    vi.setSystemTime(Date.now() + aMinute)
    expect((await ada.get(path)).status).toBe(200)
  })
})

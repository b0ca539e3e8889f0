import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { TimelineEntry } from '../../src/engine/timeline.ts'
import { observationsOf } from '../../src/metrics/decision-metrics.ts'
import { seriesOf } from '../../src/metrics/exposition.ts'
import { catalogue } from '../../src/outbound/catalogue.ts'
import { eventsOf } from '../../src/outbound/event.ts'
import { participants } from '../support/a-house.ts'
import { problemIn } from '../support/a-problem.ts'
import { anOpenVideo } from '../support/an-open-video.ts'
import { seriesAfter } from '../support/series.ts'
import { someFigures } from '../support/some-figures.ts'

const aMinute = 60_000

/** Agent and customer have been in the room for a minute. */
async function live() {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const video = await anOpenVideo()
  const page = await video.pass()
  await video.comes('agent')
  await video.comes('customer')
  const passes = (ms: number) => vi.setSystemTime(Date.now() + ms)
  passes(aMinute)
  const tells = (body: unknown, path?: string) => video.send('measurements', body, path)
  const lines = async (): Promise<TimelineEntry[]> => {
    const answer = await video.house.as('sue').get(`/supervisor/escalations/${video.id}/timeline`)
    const all = (await answer.text()).trim().split('\n')
    return all.map((line) => JSON.parse(line)).filter(({ type }) => type === 'connection.measured')
  }
  return { ...video, page, passes, tells, lines }
}

describe('the figures of a call', () => {
  it('are on the timeline with their role, and make no request to Twilio', async () => {
    const { tells, lines, page, joinPage, sits, comes, house, passes } = await live()
    const supervisors = await joinPage()
    await sits({}, supervisors)
    await comes('supervisor')
    passes(aMinute)
    const before = house.asked().length
    expect((await tells(someFigures())).status).toBe(202)
    await tells(someFigures({ quality: 2.1, worstQuality: 0, candidate: 'relay', protocol: 'tls' }), page)
    await tells(someFigures(), supervisors)
    const told = await lines()
    expect(told).toMatchObject([
      { actor: 'customer', about: { role: 'customer', ...someFigures() } },
      {
        actor: 'agent',
        about: { role: 'agent', workerSid: participants.ada.workerSid, quality: 2.1, candidate: 'relay' },
      },
      {
        actor: `worker ${participants.sue.workerSid}`,
        about: { role: 'supervisor', workerSid: participants.sue.workerSid },
      },
    ])
    expect(told[0]?.about).not.toHaveProperty('workerSid')
    expect(told.every(({ before, after }) => JSON.stringify(before) === JSON.stringify(after))).toBe(true)
    expect(house.asked().length).toBe(before)
  })

  it.each([
    ['an address', { ...someFigures(), address: '192.0.2.1' }],
    ['an address as a candidate', { ...someFigures(), candidate: '192.0.2.1' }],
    ['a codec of its own', { ...someFigures(), videoCodec: 'h265' }],
    ['a role', { ...someFigures(), role: 'agent' }],
    ['a negative number', someFigures({ freezes: -1 })],
    ['more than the most packets', someFigures({ packetsSentLost: 5_000_001 })],
    ['no number', { ...someFigures(), packetsSent: 'many' }],
    ['a quality of 6', someFigures({ quality: 6 })],
    ['a worst quality above the average', someFigures({ worstQuality: 5 })],
    ['a worst round trip below the average', someFigures({ worstRoundTripMs: 1 })],
    ['an average without the worst', { ...someFigures(), worstQuality: undefined }],
    ['less than 5 s', someFigures({ measuredSeconds: 4 })],
    ['more than 5 min', someFigures({ measuredSeconds: 301 })],
    ['nothing', {}],
    ['a list', []],
  ])('with %s are refused (400), and change nothing', async (_, body) => {
    const { tells, lines } = await live()
    expect(await problemIn(await tells(body))).toMatchObject({ status: 400, code: 'invalid' })
    expect(await lines()).toEqual([])
  })

  it('of more than 8 KiB are refused (413)', async () => {
    const { tells, lines } = await live()
    expect((await tells({ ...someFigures(), more: 'x'.repeat(9_000) })).status).toBe(413)
    expect(await lines()).toEqual([])
  })

  it('of more time than their sender was in the room are ignored, sent at once or in parts', async () => {
    const { tells, lines } = await live()
    await tells(someFigures({ measuredSeconds: 120 }))
    expect(await lines()).toEqual([])
    for (let n = 0; n < 20; n++) await tells(someFigures())
    expect((await lines()).length).toBe(7)
  })

  it('of a sender who was never in the room, or left more than a minute ago, are ignored', async () => {
    const { tells, lines, joinPage, goes, passes } = await live()
    await tells(someFigures(), await joinPage())
    await goes('customer')
    passes(aMinute / 2)
    await tells(someFigures())
    expect(await lines()).toHaveLength(1)
    passes(aMinute)
    await tells(someFigures())
    expect(await lines()).toHaveLength(1)
  })

  it('are accepted after the end from customer and agent, whose link and pass allow nothing else', async () => {
    const { tells, lines, page, ada, id, house, send } = await live()
    await ada.post(`/escalations/${id}/end`)
    await house.work()
    expect((await tells(someFigures())).status).toBe(202)
    expect((await tells(someFigures(), page)).status).toBe(202)
    expect((await lines()).map(({ actor }) => actor)).toEqual(['customer', 'agent'])
    expect((await send('connection', { isWeak: true })).status).toBe(410)
  })

  it('are accepted from a removed customer for a minute, for their time in the room', async () => {
    const { tells, lines, page, send, goes, passes } = await live()
    await send('command', { command: 'remove' }, page)
    await goes('customer')
    expect((await tells(someFigures())).status).toBe(202)
    await tells(someFigures({ measuredSeconds: 120 }))
    expect(await lines()).toHaveLength(1)
    passes(2 * aMinute)
    await tells(someFigures())
    expect(await lines()).toHaveLength(1)
    expect((await send('connection', { isWeak: true })).status).toBe(403)
  })

  it('decide nothing: state and task stay as they are', async () => {
    const { tells, sees, record, house, id } = await live()
    const seen = async () => {
      const answer = await house.as('ada').get(`/escalations/${id}`)
      return [await sees(), await answer.json(), house.asked().length]
    }
    const before = await seen()
    const { measured: _, ...video } = (await record()).video as { measured?: unknown }
    await tells(someFigures({ quality: 0, worstQuality: 0, freezes: 1_000 }))
    expect(await seen()).toEqual(before)
    expect((await record()).video).toMatchObject(video)
  })

  it('make an event of the catalogue, with the stretch and its escalation', async () => {
    const { tells, lines, page } = await live()
    await tells(someFigures(), page)
    const [line] = await lines()
    if (!line) throw new Error('Nothing is on the timeline')
    const [event] = eventsOf(line)
    expect(event?.body).toMatchObject({
      type: 'escalation.measured',
      data: { state: 'live', role: 'agent', measuredWorkerSid: participants.ada.workerSid, ...someFigures() },
    })
    const described = catalogue.find((each) => each.shape.type.value === 'escalation.measured')
    expect(described?.parse(event?.body)).toEqual(event?.body)
  })

  it('are counted for /metrics by role, with labels from closed lists', async () => {
    const { tells, lines } = await live()
    await tells(someFigures())
    const [line] = await lines()
    if (!line) throw new Error('Nothing is on the timeline')
    const series = await seriesAfter(line)
    const value = (name: string) => series.get(name)
    const customer = 'role="customer"'
    expect(value(`escalate_call_round_trip_seconds_sum{${customer}}`)).toBe(0.06)
    expect(value(`escalate_call_round_trip_seconds_bucket{le="0.05",${customer}}`)).toBe(0)
    expect(value(`escalate_call_round_trip_seconds_bucket{le="0.1",${customer}}`)).toBe(1)
    expect(value(`escalate_call_loss_ratio_sum{${customer},direction="sent"}`)).toBe(0.01)
    expect(value(`escalate_call_loss_ratio_bucket{le="0.001",${customer},direction="received"}`)).toBe(1)
    expect(value(`escalate_call_freezes_per_minute_sum{${customer}}`)).toBe(6)
    expect(value(`escalate_call_quality_bucket{le="4",${customer}}`)).toBe(0)
    expect(value(`escalate_call_seconds_total{${customer},candidate="srflx",protocol="udp"}`)).toBe(10)
    expect(value(`escalate_call_codec_seconds_total{${customer},kind="video",codec="vp8"}`)).toBe(10)
  })

  it('count no round trip and no quality that was not measured', async () => {
    const { tells, lines } = await live()
    const { quality, worstQuality, roundTripMs, worstRoundTripMs, candidate, protocol, ...rest } = someFigures()
    await tells(rest)
    const names = (await lines()).flatMap(observationsOf).map(({ name, labels }) => seriesOf(name, labels))
    expect(names.filter((name) => /round_trip|quality/.test(name))).toEqual([])
    expect(names).toContain('escalate_call_seconds_total{role="customer",candidate="unknown",protocol="unknown"}')
  })
})

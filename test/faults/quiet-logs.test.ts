import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../../tools/free-port.ts'
import { credentials } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { live } from '../support/a-case.ts'
import { aCollector } from '../support/a-collector.ts'

const lines: string[] = []
let centre: CallCentre
let metricsUrl = ''
let collector: Awaited<ReturnType<typeof aCollector>>
let timeline: readonly string[] = []
let canaries: Readonly<Record<string, string | RegExp>>

const customer = { name: 'Zebulon Quux', address: '+15557771234' }
const secretTalk = 'my password is marmalade-sandwich'

/**
 * Everything that may get into an error: refused requests with an echo of the input, bad tokens, bad links, bad forms.
 */
async function goesWrong(flexToken: string, link: string): Promise<void> {
  const { serverUrl } = centre
  const as = (authorization: string) => ({ headers: { authorization } })
  await fetch(`${serverUrl}/api/escalations/esc-1`, as(`Bearer ${flexToken}x`))
  await fetch(`${serverUrl}/api/escalations?taskSid=${encodeURIComponent(customer.address)}`, as(`Bearer ${flexToken}`))
  await fetch(`${link}x`)
  await fetch(link, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: secretTalk })
  await fetch(`${serverUrl}/webhooks/conversations`, {
    method: 'POST',
    body: new URLSearchParams({ Body: secretTalk, Author: customer.address }),
  })
  await centre.post('/webhooks/conversations', {
    EventType: 'onMessageAdded',
    Source: 'SDK',
    ClientIdentity: customer.address,
    Body: '/video',
    ConversationSid: customer.name,
    MessageSid: secretTalk,
  })
  await centre.post('/webhooks/taskrouter', {
    EventType: 'reservation.accepted',
    TaskAttributes: JSON.stringify({ customer }),
    TaskSid: secretTalk,
  })
}

beforeAll(async () => {
  const heard = (program: string, line: string) => void (program !== 'simulator' && lines.push(line))
  collector = await aCollector()
  const port = await freePort()
  metricsUrl = `http://127.0.0.1:${port}`
  const env = {
    LOG_LEVEL: 'debug',
    RECONCILE_SECONDS: '1',
    TWILIO_TIMEOUT_MS: '500',
    METRICS_PORT: String(port),
  }
  centre = await aCallCentre({ env: { ...env, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }, heard })

  const good = await centre.chat({ channel: 'sms', customer })
  await centre.sim.say(good.conversationSid, 'customer', secretTalk)
  await good.types(secretTalk)
  await centre.sim.fault({ kind: 'garbage', product: 'video', method: 'POST', path: '/Rooms$', times: 1 })
  await centre.sim.fault({ kind: 'hang-after', product: 'conversations', method: 'POST', times: 1 })
  const { link } = await live(good)
  await good.ends('wrapup')
  await good.saying('ended')
  const told = await good.call(`/escalations/${await good.id()}/timeline`)
  timeline = (await told.text()).split('\n').filter((line) => line !== '')

  const bad = await centre.chat({
    channel: 'sms',
    customer: { ...customer, address: '+15557771235' },
    attributes: { note: secretTalk },
  })
  await centre.sim.fault({ kind: 'status', status: 403, product: 'conversations', method: 'POST', times: 1 })
  await bad.start()
  await bad.closed()
  await goesWrong(good.token, link)
  await centre.settled()

  canaries = {
    'a link': link.split('/j/')[1] ?? 'no link',
    // The pattern of a route, which is a metric's label, is no secret.
    'a link’s path': /\/j\/(?!:token)/,
    'an access token': /eyJ[\w-]{10}/,
    'a Flex token': good.token,
    'the auth token': credentials.TWILIO_AUTH_TOKEN,
    'the API secret': credentials.TWILIO_API_KEY_SECRET,
    'the link secret': credentials.JOIN_LINK_SECRET,
    'a password in Basic form': Buffer.from(
      `${credentials.TWILIO_API_KEY_SID}:${credentials.TWILIO_API_KEY_SECRET}`,
    ).toString('base64'),
    'a phone number': '1555777123',
    'a customer’s name': 'Zebulon',
    'what was said': 'marmalade',
    'an agent’s address': 'example.com',
    'an agent’s identity': /agent-\d+_40/,
  }
  const { conversationSid } = good
  // An empty log would pass every check.
  expect(lines.filter((line) => line.includes(conversationSid)).length).toBeGreaterThan(15)
  expect(lines.some((line) => line.includes('failed for good'))).toBe(true)
  expect(lines.some((line) => line.includes('attempt failed'))).toBe(true)
  expect(lines.some((line) => line.includes('not readable'))).toBe(true)
}, 45_000)
afterAll(async () => {
  await centre?.stop()
  await collector?.stop()
})

const leaks = (texts: readonly string[]) =>
  Object.entries(canaries).flatMap(([what, canary]) =>
    texts
      .filter((text) => (typeof canary === 'string' ? text.includes(canary) : canary.test(text)))
      .map((text) => `${what} in ${text}`),
  )

it('the log of a story with failures has no link, token, secret, number, name or message text', () => {
  expect(leaks(lines)).toEqual([])
})

it('stderr has none of these', () => {
  expect(leaks([centre.server.lastWords(), centre.worker.lastWords()])).toEqual([])
})

it('/metrics has none of these, and no SID', async () => {
  const urls = [centre.serverUrl, metricsUrl]
  const text = (await Promise.all(urls.map(async (url) => (await fetch(`${url}/metrics`)).text()))).join('')
  expect(text).toContain('escalate_webhooks_total')
  expect(text).toContain('escalate_decisions_total{feature="video-escalation",type="invite.posted"}')
  expect(leaks(text.split('\n'))).toEqual([])
  expect(text).not.toMatch(/(CH|WT|RM|WK)[0-9a-f]{32}/)
})

it('the timeline has none of these, from the acceptance to the closed room', () => {
  expect(leaks(timeline)).toEqual([])
  const types = timeline.map((line) => (JSON.parse(line) as { readonly type: string }).type)
  expect(types).toEqual(expect.arrayContaining(['assignment.opened', 'command.given', 'room.created', 'invite.posted']))
  expect(types).toEqual(expect.arrayContaining(['participant.connected', 'assignment.closed', 'room.closed']))
})

it('the traces have none of these, and contain requests, jobs and calls to Twilio', async () => {
  const records = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
  const over = records.find(({ msg, type }) => msg === 'decided' && type === 'assignment.closed')
  const story = () => collector.spans().filter(({ attributes }) => attributes['escalate.trace'] === over?.['id'])
  const names = () => collector.spans().map(({ name }) => name)
  // A process exports its spans in batches, oldest first: this span comes after all failures.
  await fetch(`${centre.serverUrl}/metrics`)
  await until('the collector has the story from both processes', async () => {
    const told = new Set(story().map(({ name }) => name))
    const wanted = ['POST /webhooks/taskrouter', 'assignment.closed', 'room.close']
    const others = ['GET /j/:token', 'GET /api/escalations/:id/timeline', 'GET /metrics']
    return wanted.every((name) => told.has(name)) && others.every((name) => names().includes(name))
  })
  const { traceId, spanId } = story().find(({ name }) => name === 'room.close') ?? {}
  expect(new Set(story().map((span) => span.traceId))).toEqual(new Set([traceId]))
  const below = collector.spans().filter(({ parentSpanId }) => parentSpanId === spanId)
  expect(below.map(({ name }) => name)).toContain('POST video')
  expect(leaks(collector.texts)).toEqual([])
})

it('a webhook’s decisions, jobs and calls to Twilio have one trace in the log', () => {
  const records = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
  const over = records.find(({ msg, type }) => msg === 'decided' && type === 'assignment.closed')
  const of = (text: string) => records.filter(({ msg, trace }) => msg === text && trace === over?.['id'])
  expect(of('decided').map(({ type }) => type)).toContain('room.closed')
  expect(of('performed').map(({ type }) => type)).toContain('room.close')
  expect(of('twilio').map(({ product }) => product)).toEqual(expect.arrayContaining(['video', 'taskrouter']))
})

it('every log entry is JSON with level, time and text, and a decision has its conversation, id and type', () => {
  const parsed = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>) // throws if a line is no JSON
  const whole = { level: expect.anything(), time: expect.anything(), msg: expect.stringMatching(/./) }
  for (const each of parsed) expect(each).toMatchObject(whole)
  for (const each of parsed.filter(({ msg }) => msg === 'decided'))
    expect(each).toMatchObject({ key: expect.stringMatching(/^CH/), id: expect.anything(), type: expect.anything() })
})

it('the reason of a dead letter has none of these', async () => {
  const { facts, effects } = centre.inside
  const key = `CH${'0'.repeat(32)}`
  const odd = { customer, note: secretTalk }
  await facts.add('odd', [{ feature: 'video-escalation', event: { type: 'room.odd', id: 'odd', key, at: 1, ...odd } }])
  await effects.add('odd', { effectId: 'odd', effect: { type: 'room.odd', ...odd }, key, again: false })
  const reasons = await until('both are parked', async () => {
    const failed = (await Promise.all([facts.getFailed(), effects.getFailed()])).map((jobs) => jobs.filter(Boolean))
    return failed.every(({ length }) => length > 0) && failed.flat().map((job) => String(job?.failedReason))
  })
  expect(leaks(reasons)).toEqual([])
})

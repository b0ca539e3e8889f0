import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { close, listen, type RunningSimulator, startSimulator } from '../running-simulator.ts'
import { browserSdp, openDevice, registered, voiceToken } from './a-device.ts'

let simulator: RunningSimulator
let application: string
let applicationSid: string
let twiml = ''
const asked: Record<string, string>[] = []
const patience = { timeout: 30_000 }

const server = createServer(async (request, response) => {
  const params = Object.fromEntries(new URLSearchParams(await text(request)))
  if (request.url === '/twiml') asked.push(params)
  response.writeHead(200, { 'content-type': 'text/xml' }).end(twiml)
})
const callOf = (sid: string) => simulator.sdk.calls(sid).fetch()
const statusOf = async (sid: string) => (await callOf(sid)).status
const changes = (change: string, sid: string) =>
  simulator.cloud.journal
    .after(0)
    .filter((each) => each.kind === 'change' && each.change === change && each.sid === sid)

beforeAll(async () => {
  simulator = await startSimulator({ voice: { updateLagMs: 0 } })
  application = await listen(server)
})
afterEach(async () => {
  await simulator.control('POST', '/reset')
  asked.length = 0
})
afterAll(() => Promise.all([simulator.stop(), close(server)]))

/** A browser that may call, and does. */
async function calling(params = '') {
  const made = await simulator.sdk.applications.create({ friendlyName: 'calls', voiceUrl: `${application}/twiml` })
  applicationSid = made.sid
  const device = await registered(simulator.url, 'ada', { applicationSid })
  device.say('invite', { callsid: 'TJown', sdp: browserSdp, twilio: { params } })
  const { callsid: callSid = '' } = await device.hears('ringing')
  return { device, callSid }
}

describe('signing in', () => {
  it('returns region, identity and lifetime, and registers', async () => {
    const device = await openDevice(simulator.url)
    device.say('listen', { token: voiceToken('ada', { ttl: 600 }), reconnectTimeout: 0 })
    const { token, ...where } = await device.hears('connected')
    expect(where).toMatchObject({ edge: 'ashburn', region: 'US_EAST_VIRGINIA', home: 'us1' })
    expect(token).toMatchObject({ identity: 'ada', ttl: expect.any(Number) })
    device.say('register', { media: { audio: true } })
    await device.hears('ready')
    device.say('register', { media: { audio: false } })
    await device.hears('offline')
  })

  it.each([
    ['another secret', () => voiceToken('ada', { secret: 'simulated-wrong-secret-not-real' }), 31204],
    ['nothing at all', () => 'nothing', 31204],
    ['another time', () => voiceToken('ada', { ttl: -60 }), 31205],
  ])('with a token of %s ends with an error and the connection', async (_, token, code) => {
    const device = await openDevice(simulator.url)
    device.say('listen', { token: token(), reconnectTimeout: 0 })
    expect(await device.hears('error')).toMatchObject({ error: { code } })
    await device.hears('close')
    await device.closed
  })

  it('ends with the token, unless a newer one has arrived', async () => {
    const device = await registered(simulator.url, 'ada', { ttl: 60 })
    device.say('listen', { token: voiceToken('ada', { ttl: 600 }), reconnectTimeout: 0 })
    await device.hears('connected', 1)
    await simulator.control('POST', '/clock', { advanceMs: 61_000 })
    expect(device.heard.map(({ type }) => type)).not.toContain('error')
    await simulator.control('POST', '/clock', { advanceMs: 600_000 })
    expect(await device.hears('error')).toMatchObject({ error: { code: 31205 } })
    await device.hears('offline')
  })

  it('is required before anything else', async () => {
    const device = await openDevice(simulator.url)
    device.say('register', { media: { audio: true } })
    expect(await device.hears('error')).toMatchObject({ error: { code: 31204 } })
    device.say('invite', { callsid: 'TJown', sdp: browserSdp, twilio: {} })
    expect(await device.hears('hangup')).toMatchObject({ callsid: 'TJown', error: { code: 31204 } })
  })

  it('reports an unknown message', async () => {
    const device = await openDevice(simulator.url)
    device.say('dance')
    expect(await device.hears('error')).toMatchObject({ error: { code: 31100 } })
    device.send('no JSON')
    await device.hears('error', 1)
    const gaps = simulator.cloud.journal.after(0).filter(({ kind }) => kind === 'gap')
    expect(gaps).toMatchObject([{ product: 'voice-js', gap: "the message 'dance' as it was sent" }, {}])
  })
})

describe('a call that a browser makes', () => {
  it('makes a request to the token’s application with the browser’s parameters, follows its answer, and is a call like any other', async () => {
    twiml = '<Response><Dial><Conference>room</Conference></Dial></Response>'
    const { device, callSid } = await calling('To=%2B15550001111&order=7')
    expect(await device.hears('answer')).toMatchObject({ callsid: callSid, reconnect: expect.any(String) })
    expect(asked).toMatchObject([
      {
        ...{ CallSid: callSid, From: 'client:ada', To: '+15550001111', order: '7', ApplicationSid: applicationSid },
        ...{ CallStatus: 'ringing', Direction: 'inbound' },
      },
    ])
    expect(await callOf(callSid)).toMatchObject({ status: 'in-progress', from: 'client:ada', direction: 'inbound' })
    const [conference] = await simulator.sdk.conferences.list({ friendlyName: 'room' })
    const participants = await simulator.sdk.conferences(conference?.sid ?? '').participants.list()
    expect(participants.map(({ callSid: sid }) => sid)).toEqual([callSid])
    device.say('hangup', { callsid: callSid })
    await expect.poll(() => statusOf(callSid), patience).toBe('completed')
  })

  it('is answered with sound in the SDK’s first codec, and with an end that does ICE', async () => {
    twiml = '<Response><Pause length="60"/></Response>'
    const { device } = await calling()
    const { sdp = '' } = await device.hears('answer')
    expect(sdp).toContain('m=audio 9 UDP/TLS/RTP/SAVPF 0 126')
    expect(sdp).toMatch(/a=candidate:1 1 udp \d+ 127\.0\.0\.1 \d+ typ host/)
    expect(sdp).toContain('a=setup:active')
    expect(sdp).toContain('a=ice-lite')
    expect(sdp).toContain('a=msid:call voice')
  })

  it('gets its hang-up; keys and messages are reported', async () => {
    twiml = '<Response><Pause length="60"/></Response>'
    const { device, callSid } = await calling()
    await device.hears('answer')
    device.say('dtmf', { callsid: callSid, dtmf: '1w#' })
    device.say('message', { callsid: callSid, voiceeventsid: 'KX1', messagetype: 'user-defined-message', content: {} })
    expect(await device.hears('ack')).toMatchObject({ acktype: 'message', voiceeventsid: 'KX1' })
    expect(changes('call.digit', callSid)).toMatchObject([{ detail: { digit: '1' } }, { detail: { digit: '#' } }])
    await simulator.sdk.calls(callSid).update({ status: 'completed' })
    expect(await device.hears('hangup')).toEqual({ callsid: callSid })
  })

  it.each([
    ['no application', undefined, 31001],
    ['an application that is not there', `AP${'9'.repeat(32)}`, 31001],
  ])('with a token of %s is declined', async (_, sid, code) => {
    const device = await registered(simulator.url, 'ada', { applicationSid: sid })
    device.say('invite', { callsid: 'TJown', sdp: browserSdp, twilio: {} })
    expect(await device.hears('hangup')).toMatchObject({ callsid: 'TJown', error: { code } })
  })

  it('goes on when the connection was lost, for the holder of its proof, for a limited time', async () => {
    twiml = '<Response><Pause length="600"/></Response>'
    const { device, callSid } = await calling()
    const answered = await device.hears('answer')
    const { reconnect = '' } = answered
    device.cut()
    const other = await registered(simulator.url, 'ada')
    other.say('invite', { callsid: callSid, sdp: browserSdp, reconnect: 'guessed', twilio: {} })
    expect(await other.hears('hangup')).toMatchObject({ error: { code: 31209 } })
    other.say('invite', { callsid: callSid, sdp: browserSdp, reconnect, twilio: {} })
    expect(await other.hears('answer')).toMatchObject({ callsid: callSid, reconnect })
    const anotherPage = browserSdp.replace('AB:AB', 'CD:CD')
    other.say('invite', { callsid: callSid, sdp: anotherPage, reconnect, twilio: {} })
    const [again, anew] = [await other.hears('answer'), await other.hears('answer', 1)]
    const wayIn = ({ sdp = '' }) => /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1]
    expect(wayIn(again)).toBe(wayIn(answered))
    expect(wayIn(anew)).not.toBe(wayIn(again))
    await simulator.control('POST', '/clock', { advanceMs: 31_000 })
    expect(await statusOf(callSid)).toBe('in-progress')
    other.cut()
    await expect.poll(() => simulator.cloud.voiceSdk.devices.size, patience).toBe(0)
    await simulator.control('POST', '/clock', { advanceMs: 31_000 })
    expect(await statusOf(callSid)).toBe('completed')
    const late = await registered(simulator.url, 'ada')
    late.say('invite', { callsid: callSid, sdp: browserSdp, reconnect, twilio: {} })
    expect(await late.hears('hangup')).toMatchObject({ error: { code: 31481 } })
  })
})

describe('a call for a client', () => {
  const ring = () =>
    simulator.sdk.calls.create({ to: 'client:ada', from: '+15550001111', twiml: '<Response/>', timeLimit: 90 })

  it('rings in every browser of that name, goes to the first that accepts, and ends at its time limit', async () => {
    const [first, second, other] = await Promise.all(
      ['ada', 'ada', 'ben'].map((name) => registered(simulator.url, name)),
    )
    const { sid } = await ring()
    const { sdp, ...invited } = (await first?.hears('invite')) ?? {}
    expect(sdp).toContain('m=audio 9 UDP/TLS/RTP/SAVPF 0 126')
    expect(invited).toMatchObject({
      callsid: sid,
      parameters: { CallSid: sid, From: '+15550001111', To: 'client:ada', AccountSid: expect.any(String) },
    })
    await second?.hears('invite')
    expect(await statusOf(sid)).toBe('ringing')
    first?.say('answer', { callsid: sid, sdp: browserSdp })
    expect(await second?.hears('cancel')).toEqual({ callsid: sid })
    await expect.poll(() => statusOf(sid), patience).toBe('in-progress')
    await simulator.control('POST', '/clock', { advanceMs: 91_000 })
    expect(await first?.hears('hangup')).toEqual({ callsid: sid })
    expect(other?.heard.map(({ type }) => type)).toEqual(['connected', 'ready'])
  })

  it('is busy when rejected, not answered when ignored, and cancelled by its caller', async () => {
    const device = await registered(simulator.url, 'ada')
    const rejected = await ring()
    await device.hears('invite')
    device.say('reject', { callsid: rejected.sid })
    await expect.poll(() => statusOf(rejected.sid), patience).toBe('busy')
    const ignored = await ring()
    await device.hears('invite', 1)
    await simulator.control('POST', '/clock', { advanceMs: 61_000 })
    expect(await statusOf(ignored.sid)).toBe('no-answer')
    expect(await device.hears('cancel', 1)).toEqual({ callsid: ignored.sid })
    const withdrawn = await ring()
    await device.hears('invite', 2)
    await simulator.sdk.calls(withdrawn.sid).update({ status: 'canceled' })
    expect(await device.hears('cancel', 2)).toEqual({ callsid: withdrawn.sid })
  })

  it('is answered at once where no browser may take it', async () => {
    await registered(simulator.url, 'ada', { incomingAllow: false })
    const { sid } = await ring()
    await expect.poll(() => statusOf(sid), patience).toBe('in-progress')
  })
})

describe('<Dial><Client>', () => {
  it('passes its parameters to the browser, connects both, and goes on when the browser hangs up', async () => {
    const ben = await registered(simulator.url, 'ben')
    twiml = `<Response>
      <Dial callerId="+15550002222"><Client><Identity>ben</Identity><Parameter name="order" value="7 &amp; 8"/></Client></Dial>
      <Pause length="60"/></Response>`
    const { callSid } = await calling()
    const { callsid: dialled = '', parameters } = await ben.hears('invite')
    expect(parameters).toMatchObject({ From: '+15550002222', Params: 'order=7+%26+8' })
    expect(await callOf(dialled)).toMatchObject({
      parentCallSid: callSid,
      direction: 'outbound-dial',
      status: 'ringing',
    })
    ben.say('answer', { callsid: dialled, sdp: browserSdp })
    await expect.poll(() => statusOf(dialled), patience).toBe('in-progress')
    ben.say('hangup', { callsid: dialled })
    await expect.poll(() => statusOf(dialled), patience).toBe('completed')
    expect(await statusOf(callSid)).toBe('in-progress')
  })

  it('ends with its caller, also while it rings', async () => {
    const ben = await registered(simulator.url, 'ben')
    twiml = '<Response><Dial><Client>ben</Client></Dial></Response>'
    const { device, callSid } = await calling()
    const { callsid: dialled = '' } = await ben.hears('invite')
    device.say('hangup', { callsid: callSid })
    expect(await ben.hears('cancel')).toEqual({ callsid: dialled })
    expect([await statusOf(callSid), await statusOf(dialled)]).toEqual(['completed', 'canceled'])
  })

  it('to nobody, or to a browser that does not answer in time, goes on', async () => {
    twiml = '<Response><Dial timeout="5"><Client>ben</Client></Dial><Pause length="60"/></Response>'
    const first = await calling()
    await first.device.hears('answer')
    const [party] = await simulator.sdk.calls.list({ to: 'client:ben' })
    expect(party).toMatchObject({ status: 'no-answer', parentCallSid: first.callSid })
    expect(await statusOf(first.callSid)).toBe('in-progress')
    const ben = await registered(simulator.url, 'ben')
    const second = await calling()
    const { callsid: dialled = '' } = await ben.hears('invite')
    await simulator.control('POST', '/clock', { advanceMs: 6_000 })
    expect([await statusOf(dialled), await statusOf(second.callSid)]).toEqual(['no-answer', 'in-progress'])
  })
})

import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { genuineClients } from '../../tools/genuine-clients.ts'
import { startBehindTls } from './behind-tls.ts'
import { close, jsonRequest, listen, restRequest } from './running-simulator.ts'
import { startBarePages } from './signalling-page.ts'
import { voiceToken } from './voice/a-device.ts'

let simulator: Awaited<ReturnType<typeof startBehindTls>>
let pages: Awaited<ReturnType<typeof startBarePages>>
let application: string
let twiml = ''
const patience = { timeout: 30_000 }
const accounts = '/api/2010-04-01/Accounts/AC00000000000000000000000000000001'

const server = createServer(async (request, response) => {
  await text(request)
  response.writeHead(200, { 'content-type': 'text/xml' }).end(twiml)
})

beforeAll(async () => {
  const root = await genuineClients()
  simulator = await startBehindTls()
  application = await listen(server)
  pages = await startBarePages(
    pathToFileURL(`${root}/node_modules/@twilio/voice-sdk/dist/twilio.min.js`),
    new URL('voice-sdk-page.js', import.meta.url),
    [...simulator.flags, '--autoplay-policy=no-user-gesture-required'],
  )
}, 600_000)
afterEach(() => simulator.app.request('/__sim/reset', jsonRequest('POST', {})))
afterAll(async () => {
  await pages.stop()
  await simulator.stop()
  await close(server)
})

const rest = async (method: string, path: string, params?: Record<string, string>) => {
  const answer = await simulator.app.request(`${accounts}${path}`, restRequest(method, params))
  return (await answer.json()) as Record<string, string>
}
const control = (path: string, body: object) => simulator.app.request(`/__sim${path}`, jsonRequest('POST', body))
const statusOf = async (sid: string) => (await rest('GET', `/Calls/${sid}.json`))['status']
const changes = (change: string) =>
  simulator.cloud.journal
    .after(0)
    .flatMap((each) => (each.kind === 'change' && each.change === change ? [each.detail] : []))

interface Seen {
  readonly what: string
  readonly sid?: string
  readonly code?: number
}

/** A page that has signed in under a name. */
async function signedIn(identity: string, token = voiceToken(identity), options: object = {}) {
  const page = await pages.open()
  onTestFinished(() => page.context().close())
  const refused = await page.evaluate(`register(${JSON.stringify(token)}, ${JSON.stringify(options)})`)
  return { page, refused }
}

const seenBy = (page: Page) => page.evaluate('seen') as Promise<readonly Seen[]>

/** Resolves with the first sound heard under a name. */
async function hears(page: Page, what: string): Promise<Seen> {
  const found = async () => (await seenBy(page)).find((each) => each.what === what)
  await expect.poll(found, { ...patience, message: `hears ${what}` }).toBeDefined()
  return (await found()) ?? { what }
}

/** A page that makes a call, resolved when the call is answered. */
async function calling(params: object = {}, options: object = {}) {
  const { sid: applicationSid } = await rest('POST', '/Applications.json', { VoiceUrl: `${application}/twiml` })
  const { page } = await signedIn('ada', voiceToken('ada', { applicationSid }), options)
  await page.evaluate(`connect(${JSON.stringify(params)})`)
  const { sid: callSid = '' } = await hears(page, 'accept')
  return { page, callSid }
}

const ring = async (to = 'client:ada') =>
  (await rest('POST', '/Calls.json', { To: to, From: '+15550001111', Twiml: '<Response/>' }))['sid'] ?? ''

describe('the unmodified Voice SDK, with nothing set in it', () => {
  it('makes a call: it rings, is accepted, heard and muted, has its keys reported, and is hung up', async () => {
    twiml = '<Response><Dial><Conference>room</Conference></Dial></Response>'
    const { page, callSid } = await calling({ To: '+15550002222' })
    await hears(page, 'ringing')
    expect(await rest('GET', `/Calls/${callSid}.json`)).toMatchObject({
      ...{ status: 'in-progress', direction: 'inbound', from: 'client:ada', to: '+15550002222' },
    })
    const [conference] = [...simulator.cloud.voice.conferences.values()]
    await rest('POST', `/Conferences/${conference?.sid}/Participants.json`, {
      To: '+15550003333',
      From: '+15550001111',
    })
    await expect.poll(() => page.evaluate('tone()'), patience).toBe(350)
    await page.evaluate('call.mute(true)')
    await hears(page, 'mute')
    await page.evaluate('call.sendDigits("1w*")')
    await expect.poll(() => changes('call.digit'), patience).toEqual([{ digit: '1' }, { digit: '*' }])
    await page.evaluate('call.sendMessage({ content: { a: 1 }, messageType: "user-defined-message" })')
    await hears(page, 'messageSent')
    await page.evaluate('call.disconnect()')
    await expect.poll(() => statusOf(callSid), patience).toBe('completed')
    await hears(page, 'disconnect')
    expect(changes('conference-participant.left')).toHaveLength(1)
  })

  it('receives a call over REST, accepts it, and gets its hang-up', async () => {
    const { page } = await signedIn('ada')
    const callSid = await ring()
    expect(await hears(page, 'incoming')).toMatchObject({ from: '+15550001111', sid: callSid })
    await page.evaluate('call.accept()')
    await hears(page, 'accept')
    expect(await statusOf(callSid)).toBe('in-progress')
    await expect.poll(() => page.evaluate('tone()'), patience).toBe(300)
    await rest('POST', `/Calls/${callSid}.json`, { Status: 'completed' })
    await hears(page, 'disconnect')
  })

  it('is dialled by another browser with parameters, and both hear each other’s tones', async () => {
    twiml = `<Response><Dial><Client><Identity>ben</Identity><Parameter name="order" value="7"/></Client></Dial></Response>`
    const { page: ben } = await signedIn('ben')
    const { page: ada, callSid } = await calling()
    expect(await hears(ben, 'incoming')).toMatchObject({ from: 'client:ada', custom: [['order', '7']] })
    await ben.evaluate('call.accept()')
    await hears(ben, 'accept')
    await expect.poll(() => ben.evaluate('tone()'), patience).toBe(440)
    await expect.poll(() => ada.evaluate('tone()'), patience).toBe(350)
    await ben.evaluate('call.disconnect()')
    await hears(ada, 'disconnect')
    expect(await statusOf(callSid)).toBe('completed')
  })

  it('rejects a call, ignores one, and gets the end of a cancelled one', async () => {
    const { page } = await signedIn('ada')
    const rejected = await ring()
    await hears(page, 'incoming')
    await page.evaluate('call.reject()')
    await expect.poll(() => statusOf(rejected), patience).toBe('busy')
    const ignored = await ring()
    await expect.poll(() => page.evaluate('call.parameters.CallSid'), patience).toBe(ignored)
    await page.evaluate('call.ignore()')
    expect(await statusOf(ignored)).toBe('ringing')
    await control('/clock', { advanceMs: 61_000 })
    expect(await statusOf(ignored)).toBe('no-answer')
    const cancelled = await ring()
    await expect.poll(() => page.evaluate('call.parameters.CallSid'), patience).toBe(cancelled)
    await rest('POST', `/Calls/${cancelled}.json`, { Status: 'canceled' })
    expect(await hears(page, 'cancel')).toMatchObject({ sid: expect.stringMatching(/^CA/) })
  })

  it.each([
    ['another secret', () => voiceToken('ada', { secret: 'simulated-wrong-secret-not-real' }), 20101],
    ['nothing at all', () => 'nothing', 20101],
    ['another time', () => voiceToken('ada', { ttl: -60 }), 20104],
  ])('is refused with a token of %s', async (_, token, code) => {
    expect((await signedIn('ada', token())).refused).toMatchObject({ code })
  })

  it('gets the end of its token, and registers again with a newer one', async () => {
    const { page } = await signedIn('ada', voiceToken('ada', { ttl: 60 }))
    await control('/clock', { advanceMs: 61_000 })
    expect(await hears(page, 'error')).toMatchObject({ code: 20104 })
    await hears(page, 'unregistered')
    await page.evaluate(`device.updateToken(${JSON.stringify(voiceToken('ada', { ttl: 3600 }))})`)
    await expect.poll(() => page.evaluate('device.state'), patience).toBe('registered')
  })

  it('comes back when its WebSocket is lost: registered as before, and with its call', async () => {
    twiml = '<Response><Pause length="600"/></Response>'
    const { page, callSid } = await calling({}, { maxCallSignalingTimeoutMs: 30_000 })
    for (const ws of simulator.cloud.signalling.sockets) ws.terminate()
    await hears(page, 'reconnecting')
    await hears(page, 'reconnected')
    await expect.poll(() => page.evaluate('device.state'), patience).toBe('registered')
    await control('/clock', { advanceMs: 60_000 })
    expect(await statusOf(callSid)).toBe('in-progress')
    await expect.poll(() => page.evaluate('tone()'), patience).toBe(300)
    await rest('POST', `/Calls/${callSid}.json`, { Status: 'completed' })
    await hears(page, 'disconnect')
  })

  it('gives its call to another page', async () => {
    twiml = '<Response><Pause length="600"/></Response>'
    const { page, callSid } = await calling()
    const connectToken = await page.evaluate('call.connectToken')
    const { page: other } = await signedIn('ada')
    await other.evaluate(`take(${JSON.stringify(connectToken)})`)
    expect(await hears(other, 'accept')).toMatchObject({ sid: callSid })
    await expect.poll(() => other.evaluate('tone()'), patience).toBe(300)
    expect(await statusOf(callSid)).toBe('in-progress')
  })

  it('makes no request that the simulator does not know', async () => {
    const { page } = await signedIn('ada')
    const failed: string[] = []
    page.on('requestfailed', (request) => failed.push(request.url()))
    page.on('response', (response) => response.status() >= 400 && failed.push(`${response.status()} ${response.url()}`))
    const callSid = await ring()
    await hears(page, 'incoming')
    await page.evaluate('call.accept()')
    await hears(page, 'accept')
    await page.evaluate('call.postFeedback(5)')
    await rest('POST', `/Calls/${callSid}.json`, { Status: 'completed' })
    await hears(page, 'disconnect')
    expect(failed).toEqual([])
    expect(
      simulator.cloud.journal.after(0).filter(({ kind }) => kind === 'gap' || kind === 'unexpected'),
    ).toMatchObject([{ gap: 'no effect of Twiml' }])
    expect(changes('flex-ui.unhandled')).toEqual([])
  })
})

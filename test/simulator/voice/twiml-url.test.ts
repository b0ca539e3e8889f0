import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import twilio from 'twilio'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fakeAccount } from '../../../simulator/cloud/account.ts'
import { close, listen } from '../running-simulator.ts'
import { type Phone, startPhone } from './a-phone.ts'

interface Page {
  readonly status?: number
  readonly type?: string
  readonly body: string
  /** The answer comes only after this. */
  readonly after?: Promise<void>
}

let phone: Phone
let server: Server
let application: string
const pages = new Map<string, Page>()
const asked: { readonly path: string; readonly params: Record<string, string>; readonly isSigned: boolean }[] = []

const waiting = '<Response><Pause length="60"/></Response>'
const serve = (path: string, body: string, more: Omit<Page, 'body'> = {}) => pages.set(path, { body, ...more })
const patience = { timeout: 30_000 }
const sdk = (callSid: string) => phone.simulator.sdk.calls(callSid)
const statusOf = async (callSid: string) => (await sdk(callSid).fetch()).status
const notesOf = async (callSid: string) =>
  (await sdk(callSid).notifications.list()).map(({ errorCode, log }) => [errorCode, log])

/** Every answer has arrived and taken effect. */
const isQuiet = () =>
  expect.poll(async () => (await phone.simulator.control('GET', '/webhooks')).body['pending'], patience).toBe(0)

beforeAll(async () => {
  phone = await startPhone()
  server = createServer(async (request, response) => {
    const params = Object.fromEntries(new URLSearchParams(await text(request)))
    const [path = '', signature] = [request.url, String(request.headers['x-twilio-signature'])]
    asked.push({
      path,
      params,
      isSigned: twilio.validateRequest(fakeAccount.authToken, signature, `${application}${path}`, params),
    })
    const { status = 200, type = 'text/xml', body, after } = pages.get(path) ?? { status: 404, body: '' }
    await after
    response.writeHead(status, { 'content-type': type }).end(body)
  })
  application = await listen(server)
})
afterAll(() => Promise.all([phone.stop(), close(server)]))
afterEach(() => {
  pages.clear()
  asked.length = 0
})

describe('a call that is sent to an address', () => {
  it('follows the answer, and the request is signed and names the call', async () => {
    const call = await phone.talking({ endsWithLastAgent: false, endConferenceOnExit: { customer: false } })
    serve('/twiml', `<Response><Dial><Conference muted="true">${call.taskSid}</Conference></Dial></Response>`)
    await sdk(call.callSid).update({ url: `${application}/twiml` })
    const seat = async () =>
      (await phone.sim.phoneState(call.callSid)).conference?.participants.find((each) => each.call_sid === call.callSid)
    await expect.poll(seat, patience).toMatchObject({ muted: true })
    expect(asked).toMatchObject([
      { isSigned: true, params: { CallSid: call.callSid, CallStatus: 'in-progress', Direction: 'inbound' } },
    ])
  })

  it('follows <Redirect>, relative to where it was written', async () => {
    const { callSid } = await phone.talking()
    serve('/a/first', '<Response><Redirect>second</Redirect></Response>')
    serve('/a/second', waiting)
    await sdk(callSid).update({ url: `${application}/a/first` })
    await expect.poll(() => asked.map(({ path }) => path), patience).toEqual(['/a/first', '/a/second'])
    await isQuiet()
    expect(await statusOf(callSid)).toBe('in-progress')
  })

  it('skips unknown TwiML, and the debugger reports it', async () => {
    const { callSid } = await phone.talking()
    serve('/twiml', '<Response><Dance/><Say>hello</Say><Pause length="60" colour="red"/></Response>')
    await sdk(callSid).update({ url: `${application}/twiml` })
    await expect
      .poll(() => notesOf(callSid), patience)
      .toEqual([
        ['12200', '1'],
        ['20501', '1'],
        ['12200', '1'],
      ])
    expect(await statusOf(callSid)).toBe('in-progress')
  })

  it.each([
    ['11200', '/nowhere', '', {}],
    ['12100', '/broken', '<Response>', {}],
    ['12300', '/picture', waiting, { type: 'image/png' }],
  ])('ends with %s when there is no TwiML', async (code, path, body, more) => {
    const { callSid } = await phone.talking()
    if (path !== '/nowhere') serve(path, body, more)
    await sdk(callSid).update({ url: `${application}${path}` })
    await expect.poll(() => statusOf(callSid), patience).toBe('completed')
    expect(await notesOf(callSid)).toEqual([[code, '0']])
  })

  it('uses the other address when the first has no TwiML', async () => {
    const { callSid } = await phone.talking()
    serve('/second', waiting)
    await sdk(callSid).update({ url: `${application}/first`, fallbackUrl: `${application}/second` })
    await expect.poll(() => asked.length, patience).toBe(2)
    await isQuiet()
    expect(asked[1]?.params).toMatchObject({ ErrorCode: '11200', ErrorUrl: `${application}/first` })
    expect(await statusOf(callSid)).toBe('in-progress')
  })

  it('follows only its last instruction', async () => {
    const call = await phone.talking()
    const { promise: after, resolve: answer } = Promise.withResolvers<void>()
    serve('/twiml', '<Response><Hangup/></Response>', { after })
    await sdk(call.callSid).update({ url: `${application}/twiml` })
    await sdk(call.callSid).update({ twiml: waiting })
    await expect.poll(() => asked.length, patience).toBe(1)
    answer()
    await isQuiet()
    expect(await statusOf(call.callSid)).toBe('in-progress')
  })
})

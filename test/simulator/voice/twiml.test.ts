import twilio from 'twilio'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SimCall } from '../../../tools/sim.ts'
import { type Phone, startPhone } from './a-phone.ts'

const { VoiceResponse } = twilio.twiml
type Conferencing = NonNullable<Parameters<ReturnType<InstanceType<typeof VoiceResponse>['dial']>['conference']>[0]>

let phone: Phone
const url = 'wss://streams.example.com/media'
const sid = (nth: number) => phone.workers[nth]?.sid ?? ''
const state = ({ callSid }: SimCall) => phone.sim.phoneState(callSid)
const statusOf = async (callSid: string) => (await phone.simulator.sdk.calls(callSid).fetch()).status
const tell = (callSid: string, twiml: { toString: () => string }) =>
  phone.simulator.sdk.calls(callSid).update({ twiml: twiml.toString() })
const seatOf = async (call: SimCall) =>
  (await state(call)).conference?.participants.find(({ call_sid }) => call_sid === call.callSid)
const notesOf = async (callSid: string) =>
  (await phone.simulator.sdk.calls(callSid).notifications.list()).map(({ errorCode, log }) => [errorCode, log])

/** A document that leads back into the task's conference, as a plugin that streams by TwiML writes it. */
const redial = (taskSid: string, options: Partial<Conferencing> = {}) => {
  const document = new VoiceResponse()
  document.dial().conference({ beep: 'false', endConferenceOnExit: true, ...options }, taskSid)
  return document
}
const starting = (call: SimCall, name: string) => {
  const document = new VoiceResponse()
  document.start().stream({ name, url, track: 'both_tracks' }).parameter({ name: 'workerSid', value: name })
  document.dial().conference({ beep: 'false', endConferenceOnExit: true }, call.taskSid)
  return document
}
const stopping = (call: SimCall, name: string) => {
  const document = new VoiceResponse()
  document.stop().stream({ name })
  document.dial().conference({ beep: 'false', endConferenceOnExit: true }, call.taskSid)
  return document
}
/** The customer's participant no longer ends the conference, which so outlives the customer's absence. */
const letGo = async (call: SimCall) => {
  const sdk = phone.simulator.sdk.conferences((await state(call)).conference?.sid ?? '').participants(call.callSid)
  await sdk.update({ endConferenceOnExit: false })
  expect((await sdk.fetch()).endConferenceOnExit).toBe(false)
}
const running = async (call: SimCall) =>
  (await state(call)).streams.filter(({ status }) => status === 'in-progress').map(({ name }) => name)

beforeAll(async () => {
  phone = await startPhone()
})
afterAll(() => phone.stop())

describe('a plugin that streams by TwiML', () => {
  it('starts one, redirects the call, starts a second and stops the first, in the same conference', async () => {
    const call = await phone.talking()
    const conferenceSid = (await state(call)).conference?.sid

    await letGo(call)
    await tell(call.callSid, starting(call, 'A'))
    expect(await running(call)).toEqual(['A'])
    expect((await state(call)).streams[0]).toMatchObject({ url, track: 'both_tracks', parameters: { workerSid: 'A' } })
    expect(await seatOf(call)).toMatchObject({ end_conference_on_exit: true, hold: false, label: null })

    await letGo(call)
    const offer = await phone.sim.transfer(call.callSid, { to: sid(1), mode: 'warm' })
    await phone.sim.accept(offer.reservationSid)
    await tell(call.callSid, starting(call, 'B'))
    expect(await running(call)).toEqual(['A', 'B'])
    expect(await seatOf(call)).toMatchObject({ hold: false })

    await phone.sim.completeTransfer(call.callSid)
    await letGo(call)
    await tell(call.callSid, stopping(call, 'A'))
    expect(await running(call)).toEqual(['B'])
    const after = await state(call)
    expect(after).toMatchObject({ status: 'in-progress', conference: { sid: conferenceSid, status: 'in-progress' } })
    expect(after.conference?.participants).toHaveLength(2)
    expect(await notesOf(call.callSid)).toEqual([])
  })
})

describe('new instructions', () => {
  it('end the conference of a leg that ends it on exit, and lead into a new one of that name', async () => {
    const call = await phone.talking({ endsWithLastAgent: false })
    const first = (await state(call)).conference?.sid
    await tell(call.callSid, redial(call.taskSid))
    const { conference, status } = await state(call)
    expect(status).toBe('in-progress')
    expect(conference).toMatchObject({ status: 'init', friendly_name: call.taskSid })
    expect(conference?.sid).not.toBe(first)
  })

  it('are replaced by the next ones', async () => {
    const { callSid } = await phone.talking()
    await phone.sim.clock({ mode: 'manual' })
    await tell(callSid, '<Response><Pause length="5"/></Response>')
    await tell(callSid, '<Response><Pause length="60"/></Response>')
    await phone.sim.clock({ advanceMs: 59_999 })
    expect(await statusOf(callSid)).toBe('in-progress')
    await phone.sim.clock({ advanceMs: 1 })
    expect(await statusOf(callSid)).toBe('completed')
    await phone.sim.clock({ mode: 'real' })
  })

  it.each([
    '<Response/>',
    '<Response><Hangup/></Response>',
    `<Response><Start><Stream url="${url}"/></Start></Response>`,
  ])('hang up at their end: %s', async (twiml) => {
    const { callSid } = await phone.talking()
    await tell(callSid, twiml)
    expect(await statusOf(callSid)).toBe('completed')
  })

  it('go on after the conference is over', async () => {
    const call = await phone.talking({ endConferenceOnExit: { customer: false }, endsWithLastAgent: false })
    const document = redial(call.taskSid)
    document.pause({ length: 60 })
    await tell(call.callSid, document)
    const { conference } = await state(call)
    await phone.simulator.sdk.conferences(conference?.sid ?? '').update({ status: 'completed' })
    expect(await statusOf(call.callSid)).toBe('in-progress')
    expect((await state(call)).conference?.status).toBe('completed')
  })
})

describe('<Dial><Conference>', () => {
  it('takes label, mute and the flags of a participant, and reports the events that it named', async () => {
    const call = await phone.talking({ endsWithLastAgent: false, endConferenceOnExit: { customer: false } })
    const name = `side-${call.taskSid}`
    const listening = { statusCallback: `${phone.webhooks.url}/side`, statusCallbackEvent: ['join', 'mute'] } as const
    const how = { participantLabel: 'caller', muted: true, startConferenceOnEnter: false } as const
    await tell(call.callSid, redial(name, { ...how, ...listening, statusCallbackEvent: ['join', 'mute'] }))
    const [side] = await phone.simulator.sdk.conferences.list({ friendlyName: name })
    const caller = await phone.simulator.sdk.conferences(side?.sid ?? '').participants('caller')
    expect(await caller.fetch()).toMatchObject({
      muted: true,
      startConferenceOnEnter: false,
      endConferenceOnExit: true,
    })
    await caller.update({ muted: false })
    const told = () =>
      phone.webhooks.received.filter(({ path }) => path === '/side').map(({ params }) => params['StatusCallbackEvent'])
    await expect.poll(told, { timeout: 30_000 }).toEqual(['participant-join', 'participant-unmute'])
  })

  it('starts with the first one who may start it', async () => {
    const [one, two, three] = [await phone.talking(), await phone.talking(), await phone.talking()]
    const name = `moderated-${one.taskSid}`
    const status = async () => (await phone.simulator.sdk.conferences.list({ friendlyName: name }))[0]?.status
    for (const { callSid } of [one, two]) await tell(callSid, redial(name, { startConferenceOnEnter: false }))
    expect(await status()).toBe('init')
    await tell(three.callSid, redial(name))
    expect(await status()).toBe('in-progress')
  })

  it.each([
    ['is full (16020)', { maxParticipants: 1 }, '16020'],
    ['has the label already (16025)', { participantLabel: 'taken' }, '16025'],
    ['does not have the one to be coached (16002)', { coach: `CA${'9'.repeat(32)}` }, '16002'],
  ])('that %s is skipped, and the debugger reports it', async (_, options, code) => {
    const [first, second] = [await phone.talking(), await phone.talking()]
    const name = `room-${first.taskSid}`
    await tell(first.callSid, redial(name, { participantLabel: 'taken' }))
    const document = redial(name, options)
    document.pause({ length: 60 })
    await tell(second.callSid, document)
    expect(await statusOf(second.callSid)).toBe('in-progress')
    expect(await notesOf(second.callSid)).toEqual([[code, '0']])
  })

  it('lets a leg coach another one', async () => {
    const [one, other] = [await phone.talking(), await phone.talking()]
    const name = `coached-${one.taskSid}`
    await tell(one.callSid, redial(name))
    await tell(other.callSid, redial(name, { coach: one.callSid }))
    const [conference] = await phone.simulator.sdk.conferences.list({ friendlyName: name })
    const participants = await phone.simulator.sdk.conferences(conference?.sid ?? '').participants.list()
    expect(participants.map(({ callSidToCoach }) => callSidToCoach)).toEqual([null, one.callSid])
  })
})

describe('<Start> and <Stop>', () => {
  it('that cannot be done are skipped, and the debugger reports it', async () => {
    const call = await phone.talking({ endConferenceOnExit: { customer: false } })
    await tell(call.callSid, starting(call, 'mine'))
    await letGo(call)
    await tell(call.callSid, starting(call, 'mine'))
    await letGo(call)
    await tell(call.callSid, stopping(call, 'nobody'))
    expect(await running(call)).toEqual(['mine'])
    expect(await seatOf(call)).toMatchObject({ status: 'connected' })
    expect(await notesOf(call.callSid)).toEqual([
      ['20001', '1'],
      ['20404', '1'],
    ])
    const { notifications } = phone.simulator.sdk.calls(call.callSid)
    const [first] = await notifications.list({ log: 1, limit: 1 })
    expect(await notifications(first?.sid ?? '').fetch()).toMatchObject({ errorCode: '20001', callSid: call.callSid })
    expect(await notifications.list({ log: 0 })).toEqual([])
  })
})

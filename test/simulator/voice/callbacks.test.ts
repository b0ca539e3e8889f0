import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Phone, startPhone } from './a-phone.ts'

let phone: Phone
const about = (path: string, key: string, sid: string | undefined) =>
  phone.webhooks.received.filter((each) => each.path === path && each.params[key] === sid)

beforeAll(async () => {
  phone = await startPhone()
})
afterAll(() => phone.stop())

const poll = <T>(look: () => T) => expect.poll(look, { timeout: 30_000 })

describe('status callbacks', () => {
  it('report the end of a call, signed, with caller, direction and an RFC 2822 timestamp', async () => {
    const { callSid } = await phone.talking({ from: '+15550003333' })
    await phone.sim.hangUp(callSid)
    await poll(() => about('/call', 'CallSid', callSid).length).toBe(1)
    const [told] = about('/call', 'CallSid', callSid)
    expect(told).toMatchObject({
      signed: true,
      params: { CallStatus: 'completed', From: '+15550003333', Direction: 'inbound', ApiVersion: '2010-04-01' },
    })
    expect(told?.params['Timestamp']).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/)
  })

  it('report a conference in order, numbered and signed: joining, start, hold, leaving, end', async () => {
    const call = await phone.talking()
    const { conference } = await phone.sim.hold(call.callSid, true)
    await phone.sim.hold(call.callSid, false)
    await phone.sim.hangUp(call.callSid)
    const told = () => about('/conference', 'ConferenceSid', conference?.sid)
    await poll(() => told().length).toBe(8)
    expect(told().map(({ params }) => params['StatusCallbackEvent'])).toEqual([
      'participant-join',
      'participant-join',
      'conference-start',
      'participant-hold',
      'participant-unhold',
      'participant-leave',
      'participant-leave',
      'conference-end',
    ])
    expect(told().map(({ params }) => params['SequenceNumber'])).toEqual([...'12345678'])
    expect(told().every(({ signed, params }) => signed && params['FriendlyName'] === call.taskSid)).toBe(true)
    expect(told()[0]?.params).toMatchObject({ ParticipantLabel: 'customer', EndConferenceOnExit: 'true' })
    expect(told()[5]?.params).toMatchObject({ ReasonParticipantLeft: 'participant_hung_up' })
    expect(told()[7]?.params).toMatchObject({
      CallSidEndingConference: call.callSid,
      ReasonConferenceEnded: 'participant-with-end-conference-on-exit-left',
    })
  })

  it('report a stream’s start and stop, signed, at the stream’s own address', async () => {
    const { callSid } = await phone.talking()
    const statusCallback = `${phone.webhooks.url}/stream?key=1`
    const made = await phone.simulator.sdk
      .calls(callSid)
      .streams.create({ url: 'wss://streams.example.com/', name: 'told', statusCallback })
    await phone.simulator.sdk.calls(callSid).streams('told').update({ status: 'stopped' })
    const told = () => about('/stream?key=1', 'StreamSid', made.sid)
    await poll(() => told().length).toBe(2)
    expect(told().map(({ params }) => params['StreamEvent'])).toEqual(['stream-started', 'stream-stopped'])
    expect(told().every(({ signed, params }) => signed && params['StreamName'] === 'told')).toBe(true)
  })
})

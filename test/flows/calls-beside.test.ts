import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { credentials } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { endsAfter, goesOn } from '../support/a-conference.ts'
import { aPhoneCall, type PhoneCall, streaming } from '../support/a-phone-call.ts'

// The reconciler runs too late to help.
const env = { RECONCILE_SECONDS: '300', ...streaming() }
const left = { endsWithLastAgent: false, endConferenceOnExit: { customer: true, agent: true } }

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre({ env })
  await centre.sim.voice({ media: false })
})
afterAll(() => centre?.stop())

const told = () => ({ conferenceStatusCallback: `${centre.serverUrl}/webhooks/voice` })
const people = async (call: PhoneCall) => (await call.state()).conference?.participants ?? []
const onlyTheCustomers = async (call: PhoneCall) =>
  (await people(call)).every(({ label, end_conference_on_exit: isOn }) => isOn === (label === 'customer'))
const survives = (call: PhoneCall) =>
  until(
    'the plugin reads that the call lives on',
    async () => (await call.beforeTransfer())['survivesTransfer'] === 'yes',
  )
const task = (sid: string) => `/taskrouter/v1/Workspaces/${credentials.TWILIO_WORKSPACE_SID}/Tasks/${sid}`
const leg = (sid: string) => `/api/2010-04-01/Accounts/${credentials.TWILIO_ACCOUNT_SID}/Calls/${sid}.json`

describe.concurrent('when an agent’s plugin announces a transfer', () => {
  it('the call survives a cold transfer, though a flag was set a moment before and no callback reported it', async () => {
    const call = await aPhoneCall(centre, left)
    await call.saying('on')
    await centre.sim.flag(call.taskSid, { workerSid: call.a.sid }, true)
    await survives(call)
    expect(await onlyTheCustomers(call)).toBe(true)
    const b = await centre.hire()
    const offer = await centre.sim.transfer(call.taskSid, { to: b.sid, mode: 'cold', workerSid: call.a.sid })
    await goesOn(call, 1)
    await centre.sim.accept(offer.reservationSid)
    await call.streaming(offer.reservationSid)
    await goesOn(call, 2)
  })

  it('of a call without a record, the call gets a record, its flags and its stream', async () => {
    const call = await aPhoneCall(centre, left)
    await call.saying('on')
    await centre.inside.redis.del(`escalate:record:media-streams:${call.taskSid}`)
    await centre.sim.flag(call.taskSid, { workerSid: call.a.sid }, true)
    await survives(call)
    expect(await onlyTheCustomers(call)).toBe(true)
    await call.streaming(call.reservationSid)
  })

  it('of another agent’s call, the answer is not-your-task and no flag changes', async () => {
    const [call, other] = [await aPhoneCall(centre, left), await centre.hire()]
    await call.saying('on')
    await centre.sim.flag(call.taskSid, { workerSid: call.a.sid }, true)
    expect(await call.beforeTransfer(other.sid)).toMatchObject({ code: 'not-your-task' })
    expect(await onlyTheCustomers(call)).toBe(false)
  })
})

describe.concurrent('with a supervisor in the conference', () => {
  it('who monitors, coaches and barges in, only the agent has a stream; the call goes on with them after the agent left', async () => {
    const call = await aPhoneCall(centre, { ...left, ...told() })
    await call.saying('on')
    const [listens, coaches] = [await centre.hire(['supervisor']), await centre.hire(['supervisor'])]
    const supervisor = await centre.sim.party(call.taskSid, { workerSid: listens.sid, muted: true })
    const coach = await centre.sim.party(call.taskSid, { workerSid: coaches.sid, coaches: call.a.sid })
    await call.looked()
    expect(await call.running()).toEqual([call.reservationSid])
    await centre.sim.mute(call.taskSid, false, supervisor)
    await centre.sim.hangUp(call.taskSid, { workerSid: call.a.sid })
    await call.streaming()
    await goesOn(call, 3)
    await centre.sim.mute(call.taskSid, true, supervisor)
    await goesOn(call, 3)
    await centre.sim.hangUp(call.taskSid, supervisor)
    expect(await endsAfter(call)).toBeLessThan(10_000)
    expect((await centre.sim.phoneState(coach.callSid)).conference?.status).toBe('completed')
  })

  it('another task’s agent who is muted is no supervisor: the call goes on with them, and ends within 10 s after they left', async () => {
    const call = await aPhoneCall(centre, { ...left, ...told() })
    const other = await aPhoneCall(centre, left)
    await Promise.all([call.saying('on'), other.saying('on')])
    const joined = await centre.sim.party(call.taskSid, { workerSid: other.a.sid, muted: true })
    await centre.sim.hangUp(call.taskSid, { workerSid: call.a.sid })
    await call.streaming()
    await goesOn(call, 2)
    await centre.sim.hangUp(call.taskSid, joined)
    expect(await endsAfter(call)).toBeLessThan(10_000)
    await goesOn(other, 2)
    expect(await other.running()).toEqual([other.reservationSid])
  })
})

describe.concurrent('with other plugins', () => {
  it('an agent has two calls: each has its stream, also on hold, and the end of one does not end the other', async () => {
    const first = await aPhoneCall(centre, left)
    await first.saying('on')
    await centre.sim.hold(first.taskSid, true)
    const second = await aPhoneCall(centre, { ...left, agent: first.a })
    await second.saying('on')
    expect(await first.running()).toEqual([first.reservationSid])
    await centre.sim.hangUp(second.taskSid, { workerSid: first.a.sid })
    expect(await endsAfter(second)).toBeLessThan(10_000)
    expect(await first.running()).toEqual([first.reservationSid])
    expect((await first.state()).status).toBe('in-progress')
  })

  it('the leg of a parked customer stays as it is, and gets a stream when its new task is accepted', async () => {
    // A plugin that moves the customer's leg out of the conference has taken its flag off.
    const flags = { customer: false, agent: true }
    const call = await aPhoneCall(centre, { ...left, ...told(), endConferenceOnExit: flags })
    await call.saying('on')
    await centre.sim.outside(call.taskSid, true)
    await centre.sim.hangUp(call.taskSid, { workerSid: call.a.sid })
    await call.streaming()
    expect((await call.state()).status).toBe('in-progress')
    const again = await aPhoneCall(centre, { ...left, ...told(), callSid: call.callSid })
    await again.saying('on')
    expect(again.callSid).toBe(call.callSid)
    expect(await again.running()).toEqual([again.reservationSid])
    await goesOn(again, 2)
    await centre.sim.hangUp(again.taskSid, { workerSid: again.a.sid })
    expect(await endsAfter(again)).toBeLessThan(10_000)
  })

  it('one moves the customer out and back with TwiML that starts a stream: the call goes on with both streams', async () => {
    // Such a plugin takes the flag off before, and its TwiML sets it again.
    const flags = { customer: false, agent: true }
    const call = await aPhoneCall(centre, { ...left, ...told(), endConferenceOnExit: flags })
    await call.saying('on')
    const theirs = '<Start><Stream name="theirs" url="wss://streams.example.com/in"/></Start>'
    const back = `<Dial><Conference beep="false" endConferenceOnExit="true">${call.taskSid}</Conference></Dial>`
    await centre.rest(leg(call.callSid), { Twiml: `<Response>${theirs}${back}</Response>` })
    await goesOn(call, 2)
    expect((await call.running()).toSorted()).toEqual([call.reservationSid, 'theirs'].toSorted())
    expect((await centre.sim.task(call.taskSid)).assignment_status).toBe('assigned')
    await centre.sim.hangUp(call.taskSid, { workerSid: call.a.sid })
    expect(await endsAfter(call)).toBeLessThan(10_000)
  })

  it('a recording plugin overwrites our attributes: streams stay, our attributes are restored, the call ends within 10 s', async () => {
    const call = await aPhoneCall(centre, { ...left, ...told(), callSidNames: 'agent' })
    await call.saying('on')
    const { escalate, ...old } = JSON.parse((await centre.sim.task(call.taskSid)).attributes)
    expect(escalate).toBeDefined()
    const conversations = { hang_up_by: 'Agent', media: [{ type: 'VoiceRecording' }] }
    await centre.rest(task(call.taskSid), { Attributes: JSON.stringify({ ...old, conversations }) })
    await until('our attributes are restored', async () => (await call.beforeTransfer()) && (await call.said()))
    await call.saying('on')
    const now = JSON.parse((await centre.sim.task(call.taskSid)).attributes)
    expect([now.escalate.streams, now.conversations]).toEqual([escalate.streams, conversations])
    expect(await call.running()).toEqual([call.reservationSid])
    await centre.sim.hangUp(call.taskSid, { workerSid: call.a.sid })
    expect(await endsAfter(call)).toBeLessThan(10_000)
  })
})

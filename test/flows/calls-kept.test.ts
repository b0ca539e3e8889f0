import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { credentials } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { aPhoneCall, type PhoneCall, streaming } from '../support/a-phone-call.ts'

const left = { endsWithLastAgent: false, endConferenceOnExit: { customer: true, agent: true } }

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre({ env: { RECONCILE_SECONDS: '1', ...streaming() } })
  await centre.sim.voice({ media: false })
})
afterAll(() => centre?.stop())

const told = () => ({ conferenceStatusCallback: `${centre.serverUrl}/webhooks/voice` })
const flags = async (call: PhoneCall) =>
  (await call.state()).conference?.participants.map(({ label, end_conference_on_exit: isOn }) => [label, isOn])
const onlyTheCustomers = (call: PhoneCall) =>
  until('only the customer’s leaving ends the call', async () => {
    const all = (await flags(call)) ?? []
    return all.length > 1 && all.every(([label, isOn]) => isOn === (label === 'customer'))
  })
const survives = async (call: PhoneCall) => {
  const b = await call.transfer('warm')
  await call.streaming(call.reservationSid, b.reservationSid)
  await onlyTheCustomers(call)
  await call.complete()
  await call.streaming(b.reservationSid)
  expect(await call.state()).toMatchObject({ status: 'in-progress', conference: { status: 'in-progress' } })
  return b
}

describe.concurrent('a call survives a warm transfer', () => {
  it.each([
    ['with callbacks of the conference', true],
    ['without', false],
  ])('after a plugin has set the agent’s endConferenceOnExit again, %s', async (_, isTold) => {
    const call = await aPhoneCall(centre, { ...left, ...(isTold && told()) })
    await call.saying('on')
    await onlyTheCustomers(call)
    await centre.sim.flag(call.taskSid, { workerSid: call.a.sid }, true)
    await onlyTheCustomers(call)
    await survives(call)
  })

  it('in a second conference of the same task, in which a plugin set endConferenceOnExit', async () => {
    const call = await aPhoneCall(centre, { ...left, ...told() })
    await call.saying('on')
    await centre.sim.secondConference(call.taskSid)
    await centre.sim.flag(call.taskSid, { workerSid: call.a.sid }, true)
    await onlyTheCustomers(call)
    await survives(call)
  })

  it('and ends at once when the customer leaves afterwards', async () => {
    const call = await aPhoneCall(centre, left)
    await call.saying('on')
    await survives(call)
    const { conference } = await centre.sim.hangUp(call.taskSid)
    expect(conference?.status).toBe('completed')
  })
})

describe('when Redis has lost everything', () => {
  it('a call continues: streams, the count of transfers, and its end within 10 s', async () => {
    const call = await aPhoneCall(centre, left)
    await call.saying('on')
    const b = await survives(call)
    await call.saying('on')
    await centre.inside.redis.flushall()
    await call.known()
    const c = await call.transfer('warm', b.workerSid)
    await call.streaming(b.reservationSid, c.reservationSid)
    const last = (await call.streams()).find(({ name }) => name === `esc-${c.reservationSid}`)
    expect(last?.parameters['transfer']).toBe('2')
    await call.complete(b.workerSid)
    await call.streaming(c.reservationSid)
    const from = Date.now()
    await centre.sim.hangUp(call.taskSid, { workerSid: c.workerSid })
    await until('the conference is over', async () => (await call.state()).conference?.status === 'completed')
    expect(Date.now() - from).toBeLessThan(10_000)
  })

  it('a stream that had been restarted runs once, and stops with its agent', async () => {
    const call = await aPhoneCall(centre, left)
    await call.saying('on')
    await centre.rest(
      `/api/2010-04-01/Accounts/${credentials.TWILIO_ACCOUNT_SID}/Calls/${call.callSid}/Streams/esc-${call.reservationSid}.json`,
      { Status: 'stopped' },
    )
    await call.streaming(`${call.reservationSid}-2`)
    await call.saying('on')
    const after = await centre.last()
    await centre.inside.redis.flushall()
    await call.streaming(`${call.reservationSid}-9`)
    const changed = (await centre.journal(after)).flatMap(({ change }) =>
      String(change).startsWith('stream.') ? [change] : [],
    )
    expect(changed).toEqual(['stream.stopped', 'stream.created', 'stream.started'])
    const b = await call.transfer('warm')
    await call.streaming(`${call.reservationSid}-9`, b.reservationSid)
    await call.complete()
    await call.streaming(b.reservationSid)
    const last = (await call.streams()).find(({ name }) => name === `esc-${b.reservationSid}`)
    expect(last?.parameters['transfer']).toBe('1')
  })

  it('and an agent leaves before the call has a record again, the agent’s stream stops', async () => {
    const call = await aPhoneCall(centre, left)
    await call.saying('on')
    const b = await call.transfer('warm')
    await call.streaming(call.reservationSid, b.reservationSid)
    await call.saying('on')
    await centre.inside.redis.flushall()
    await call.complete()
    await call.streaming(b.reservationSid)
  })

  it('and the last agent leaves before the call has a record again, the call ends within 10 s', async () => {
    const call = await aPhoneCall(centre, left)
    await call.saying('on')
    await centre.inside.redis.flushall()
    const from = Date.now()
    await centre.sim.hangUp(call.taskSid, { workerSid: call.a.sid })
    await until('the conference is over', async () => (await call.state()).conference?.status === 'completed')
    expect(Date.now() - from).toBeLessThan(10_000)
  })
})

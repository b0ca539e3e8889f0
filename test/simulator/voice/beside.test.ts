import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Phone, startPhone } from './a-phone.ts'

let phone: Phone
const sid = (nth: number) => phone.workers[nth]?.sid ?? ''
const attributesOf = async (taskSid: string) => JSON.parse((await phone.sim.task(taskSid)).attributes)
const everybody = async (call: string) =>
  (await phone.sim.phoneState(call)).conference?.participants.map(({ call_sid }) => call_sid)

beforeAll(async () => {
  phone = await startPhone()
})
afterAll(() => phone.stop())

describe('a call that others end', () => {
  it('goes on for the customer when the last agent has hung up, also after the task is completed', async () => {
    const call = await phone.talking({ endsWithLastAgent: false })
    await phone.sim.hangUp(call.callSid, { workerSid: sid(0) })
    await phone.sim.completeReservation(call.reservationSid)
    expect(await phone.sim.phoneState(call.callSid)).toMatchObject({
      status: 'in-progress',
      conference: { status: 'in-progress' },
    })
  })
})

describe('a customer who is called', () => {
  const calling = { direction: 'outbound', ringsMs: null }

  it('rings, is listed as ringing, and takes no stream until they answer', async () => {
    const call = await phone.talking(calling)
    const rung = await phone.sim.phoneState(call.callSid)
    expect(rung).toMatchObject({ status: 'ringing', conference: { status: 'init' } })
    expect(rung.conference?.participants).toMatchObject([{ status: 'ringing' }, { status: 'connected' }])
    const stream = phone.simulator.sdk.calls(call.callSid).streams
    await expect(stream.create({ url: 'wss://media.example.com/in' })).rejects.toMatchObject({ code: 21220 })
    expect(await phone.sim.answer(call.callSid)).toMatchObject({
      status: 'in-progress',
      conference: { status: 'in-progress' },
    })
  })

  it('and never answers leaves the agent alone', async () => {
    const call = await phone.talking({ ...calling, endConferenceOnExit: { customer: true } })
    const { agents, conference, status } = await phone.sim.answer(call.callSid, false)
    expect({ status, agent: agents[0]?.status, here: conference?.participants.length }).toEqual({
      status: 'no-answer',
      agent: 'in-progress',
      here: 1,
    })
  })
})

describe('the legs on the task', () => {
  it('can stay unwritten, and `call_sid` can name the agent’s', async () => {
    const call = await phone.talking({ direction: 'outbound', writesAfterMs: null, callSidNames: 'agent' })
    const { agents } = await phone.sim.phoneState(call.callSid)
    const { call_sid, conference } = await attributesOf(call.taskSid)
    expect({ call_sid, conference }).toEqual({ call_sid: agents[0]?.sid, conference: undefined })
  })

  it('of a forwarded call are on the task as the leg that dialled the one in the conference', async () => {
    const call = await phone.sim.phone({ workerSid: sid(0), isForwarded: true })
    const { parentCallSid } = await phone.simulator.sdk.calls(call.callSid).fetch()
    expect((await attributesOf(call.taskSid)).call_sid).toBe(parentCallSid)
  })

  it('of an internal call are two agents’, and the task has no direction', async () => {
    const call = await phone.talking({ direction: 'internal', from: 'ben' })
    const { to } = await phone.simulator.sdk.calls(call.callSid).fetch()
    const { client_call, direction } = await attributesOf(call.taskSid)
    expect({ to, client_call, direction }).toEqual({ to: 'client:ben', client_call: true, direction: undefined })
  })
})

describe('other tools', () => {
  it('move the customer out and dial them in again, without a label', async () => {
    const call = await phone.talking({ endConferenceOnExit: { customer: false } })
    await phone.sim.outside(call.callSid, true)
    expect(await everybody(call.callSid)).not.toContain(call.callSid)
    const { conference } = await phone.sim.outside(call.callSid, false)
    const back = conference?.participants.find(({ call_sid }) => call_sid === call.callSid)
    expect({ label: back?.label, status: conference?.status }).toEqual({ label: null, status: 'in-progress' })
  })

  it('end the conference by moving a customer out who ends it on exit', async () => {
    const call = await phone.talking()
    const { conference, status } = await phone.sim.outside(call.callSid, true)
    expect([conference?.status, status]).toEqual(['completed', 'in-progress'])
  })

  it('go on in a second conference, and the task names the first', async () => {
    const call = await phone.talking()
    const first = await phone.sim.phoneState(call.callSid)
    const { conference, status } = await phone.sim.secondConference(call.callSid)
    expect(conference).toMatchObject({ status: 'in-progress', friendly_name: call.taskSid })
    expect(conference?.participants).toHaveLength(2)
    expect(status).toBe('in-progress')
    expect((await attributesOf(call.taskSid)).conference.sid).toBe(first.conference?.sid)
  })

  it('coach, and can be distinguished over REST', async () => {
    const call = await phone.talking()
    const { agents } = await phone.sim.phoneState(call.callSid)
    const { callSid } = await phone.sim.party(call.callSid, { workerSid: sid(3), coaches: sid(0) })
    expect(await phone.participant(call.callSid, callSid)).toMatchObject({
      coaching: true,
      callSidToCoach: agents[0]?.sid,
    })
  })

  it('set endConferenceOnExit, which is reported', async () => {
    const call = await phone.talking()
    await phone.sim.flag(call.callSid, { workerSid: sid(0) }, true)
    await phone.sim.hangUp(call.callSid, { workerSid: sid(0) })
    expect((await phone.sim.phoneState(call.callSid)).status).toBe('completed')
    const told = () =>
      phone.webhooks.received.map(({ params }) => [params['StatusCallbackEvent'], params['FriendlyName']])
    await expect.poll(told, { timeout: 30_000 }).toContainEqual(['participant-modify', call.taskSid])
  })
})

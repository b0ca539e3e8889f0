import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Phone, startPhone } from './a-phone.ts'

let phone: Phone
const sid = (nth: number) => phone.workers[nth]?.sid ?? ''
const statusOf = async (reservationSid: string, taskSid: string) => {
  const path = phone.simulator.sdk.taskrouter.v1.workspaces(phone.workspaceSid).tasks(taskSid)
  return (await path.reservations(reservationSid).fetch()).reservationStatus
}
const taskStatus = async (taskSid: string) => (await phone.sim.task(taskSid)).assignment_status
const callStatus = async (callSid: string) => (await phone.sim.phoneState(callSid)).status

beforeAll(async () => {
  phone = await startPhone()
})
afterAll(() => phone.stop())

describe('a call', () => {
  it('comes in, is accepted, and its task gets its conference', async () => {
    const call = await phone.sim.phone({ workerSid: sid(0), from: '+15550001111' })
    const before = JSON.parse((await phone.sim.task(call.taskSid)).attributes)
    expect(before).toMatchObject({ call_sid: call.callSid, caller: '+15550001111', direction: 'inbound' })
    expect(before).not.toHaveProperty('conference')
    await phone.sim.accept(call.reservationSid)
    const { conference, agents } = await phone.sim.phoneState(call.callSid)
    const attributes = JSON.parse((await phone.sim.task(call.taskSid)).attributes)
    expect(attributes.conference).toEqual({
      sid: conference?.sid,
      participants: { customer: call.callSid, worker: agents[0]?.sid },
    })
    expect(conference).toMatchObject({ status: 'in-progress', friendly_name: call.taskSid })
  })

  it('that the customer ends leaves the agent in wrap-up', async () => {
    const call = await phone.talking()
    const { agents } = await phone.sim.hangUp(call.callSid)
    expect(agents[0]?.status).toBe('completed')
    expect(await statusOf(call.reservationSid, call.taskSid)).toBe('wrapping')
    expect(await taskStatus(call.taskSid)).toBe('wrapping')
    await phone.sim.completeReservation(call.reservationSid)
    expect(await taskStatus(call.taskSid)).toBe('completed')
  })

  it('that the only agent ends is over for the customer, too', async () => {
    const call = await phone.talking()
    await phone.sim.hangUp(call.callSid, { workerSid: sid(0) })
    expect(await callStatus(call.callSid)).toBe('completed')
    expect(await statusOf(call.reservationSid, call.taskSid)).toBe('wrapping')
  })

  it('that the customer ends before it is accepted cancels its task', async () => {
    const call = await phone.sim.phone({ workerSid: sid(0) })
    await phone.sim.hangUp(call.callSid)
    expect(await taskStatus(call.taskSid)).toBe('canceled')
    expect(await statusOf(call.reservationSid, call.taskSid)).toBe('canceled')
  })

  it('out of Flex is on its task only when the agent has accepted', async () => {
    const call = await phone.sim.phone({ direction: 'outbound', workerSid: sid(0), from: '+15550002222' })
    expect(await callStatus(call.callSid)).toBe('queued')
    const before = JSON.parse((await phone.sim.task(call.taskSid)).attributes)
    expect(before).toMatchObject({ direction: 'outbound', outbound_to: '+15550002222' })
    expect(before).not.toHaveProperty('call_sid')
    await phone.sim.accept(call.reservationSid)
    const after = JSON.parse((await phone.sim.task(call.taskSid)).attributes)
    expect(after.conference.participants.customer).toBe(call.callSid)
    expect(await callStatus(call.callSid)).toBe('in-progress')
  })
})

describe('a warm transfer', () => {
  it('keeps the task, holds the customer, adds an agent, and releases the first one', async () => {
    const call = await phone.talking()
    const offer = await phone.sim.transfer(call.callSid, { to: sid(1), mode: 'warm' })
    expect(offer.workerSid).toBe(sid(1))
    expect(await phone.participant(call.callSid, call.callSid)).toMatchObject({ hold: true })
    await phone.sim.accept(offer.reservationSid)
    const both = await phone.sim.phoneState(call.callSid)
    expect(both.conference?.participants).toHaveLength(3)
    const { agents } = await phone.sim.completeTransfer(call.callSid)
    expect(agents.map(({ status }) => status)).toEqual(['completed', 'in-progress'])
    expect(await phone.participant(call.callSid, call.callSid)).toMatchObject({ hold: false })
    expect(await statusOf(call.reservationSid, call.taskSid)).toBe('wrapping')
    expect(await taskStatus(call.taskSid)).toBe('assigned')
    expect(phone.told(call)).toContain('task.transfer-completed')
    await phone.sim.completeReservation(call.reservationSid)
    expect(await taskStatus(call.taskSid)).toBe('assigned')
    expect(await callStatus(call.callSid)).toBe('in-progress')
  })

  it('reports to TaskRouter’s callback, signed, the sender and the target', async () => {
    const call = await phone.talking()
    const offer = await phone.sim.transfer(call.callSid, { to: sid(1), mode: 'warm' })
    await phone.sim.accept(offer.reservationSid)
    const mine = () =>
      phone.webhooks.received.filter(
        ({ params }) => params['TaskSid'] === call.taskSid && params['EventType']?.startsWith('task.transfer-'),
      )
    await expect.poll(() => mine().length, { timeout: 30_000 }).toBe(2)
    expect(mine().every(({ signed }) => signed)).toBe(true)
    expect(mine().map(({ params }) => [params['EventType'], params['TransferStatus']])).toEqual([
      ['task.transfer-initiated', 'initiated'],
      ['task.transfer-completed', 'completed'],
    ])
    expect(mine()[0]?.params).toMatchObject({
      TransferMode: 'WARM',
      TransferType: 'WORKER',
      TransferTo: sid(1),
      TransferInitiatingWorkerSid: sid(0),
      TransferInitiatingReservationSid: call.reservationSid,
    })
  })

  it('that is declined fails, and the first agent keeps the call', async () => {
    const call = await phone.talking()
    const offer = await phone.sim.transfer(call.callSid, { to: sid(1), mode: 'warm' })
    await phone.sim.decline(offer.reservationSid)
    const events = phone.told(call).filter((event) => event.startsWith('task.transfer'))
    expect(events).toEqual(['task.transfer-initiated', 'task.transfer-attempt-failed', 'task.transfer-failed'])
    expect(await taskStatus(call.taskSid)).toBe('assigned')
    expect(await statusOf(call.reservationSid, call.taskSid)).toBe('accepted')
  })

  it('can be cancelled before its acceptance, and only once', async () => {
    const call = await phone.talking()
    const offer = await phone.sim.transfer(call.callSid, { to: sid(1), mode: 'warm' })
    const { transfer } = await phone.sim.cancelTransfer(call.callSid)
    expect(transfer).toBeNull()
    expect(await statusOf(offer.reservationSid, call.taskSid)).toBe('canceled')
    expect(phone.told(call)).toContain('task.transfer-canceled')
    expect(await phone.participant(call.callSid, call.callSid)).toMatchObject({ hold: false })
    await expect(phone.sim.cancelTransfer(call.callSid)).rejects.toThrow('not being transferred')
  })

  it('goes on to a third agent and back to the first, who has another reservation and the same tone', async () => {
    const call = await phone.talking()
    for (const nth of [1, 2, 0]) {
      const offer = await phone.sim.transfer(call.callSid, { to: sid(nth), mode: 'warm' })
      await phone.sim.accept(offer.reservationSid)
      await phone.sim.completeTransfer(call.callSid)
    }
    const { agents, conference, status } = await phone.sim.phoneState(call.callSid)
    expect(agents.map(({ toneHz, status: leg }) => [toneHz, leg])).toEqual([
      [600, 'completed'],
      [800, 'completed'],
      [1000, 'completed'],
      [600, 'in-progress'],
    ])
    expect(new Set(agents.map(({ reservationSid }) => reservationSid)).size).toBe(4)
    expect(conference?.participants).toHaveLength(2)
    expect(status).toBe('in-progress')
  })

  it('is canceled when the customer hangs up before it is accepted', async () => {
    const call = await phone.talking()
    const offer = await phone.sim.transfer(call.callSid, { to: sid(1), mode: 'warm' })
    await phone.sim.hangUp(call.callSid)
    expect(await statusOf(offer.reservationSid, call.taskSid)).toBe('canceled')
    expect(await statusOf(call.reservationSid, call.taskSid)).toBe('wrapping')
    expect(await taskStatus(call.taskSid)).toBe('wrapping')
    expect(phone.told(call)).toContain('task.transfer-canceled')
  })
})

describe('a cold transfer', () => {
  it('releases the first agent at once; the customer waits for the second in the same conference', async () => {
    const call = await phone.talking()
    const offer = await phone.sim.transfer(call.callSid, { to: sid(1), mode: 'cold' })
    expect(await statusOf(call.reservationSid, call.taskSid)).toBe('wrapping')
    const alone = await phone.sim.phoneState(call.callSid)
    expect(alone.status).toBe('in-progress')
    expect(alone.conference?.participants.map(({ label }) => label)).toEqual(['customer'])
    await phone.sim.completeReservation(call.reservationSid)
    await phone.sim.accept(offer.reservationSid)
    expect(await taskStatus(call.taskSid)).toBe('assigned')
    expect((await phone.sim.phoneState(call.callSid)).conference?.sid).toBe(alone.conference?.sid)
  })

  it('to a queue goes from agent to agent until one accepts, and never to the agent who made it', async () => {
    const call = await phone.talking()
    let offer = await phone.sim.transfer(call.callSid, { to: phone.queueSid, mode: 'cold' })
    const asked = [offer.workerSid]
    for (let declined = 0; declined < 2; declined += 1) {
      await phone.sim.decline(offer.reservationSid)
      const next = (await phone.sim.phoneState(call.callSid)).transfer?.reservationSid ?? ''
      const { workerSid } = await phone.simulator.sdk.taskrouter.v1
        .workspaces(phone.workspaceSid)
        .tasks(call.taskSid)
        .reservations(next)
        .fetch()
      offer = { ...offer, reservationSid: next, workerSid }
      asked.push(workerSid)
    }
    expect(new Set(asked)).toEqual(new Set([sid(1), sid(2), sid(3)]))
    await phone.sim.accept(offer.reservationSid)
    expect(phone.told(call).filter((event) => event === 'task.transfer-attempt-failed')).toHaveLength(2)
    expect(await callStatus(call.callSid)).toBe('in-progress')
  })

  it('to one agent who declines ends the call', async () => {
    const call = await phone.talking()
    const offer = await phone.sim.transfer(call.callSid, { to: sid(1), mode: 'cold' })
    await phone.sim.decline(offer.reservationSid)
    expect(await callStatus(call.callSid)).toBe('completed')
    expect(await taskStatus(call.taskSid)).toBe('wrapping')
  })

  it('to one agent who declines after the first has completed cancels the task', async () => {
    const call = await phone.talking()
    const offer = await phone.sim.transfer(call.callSid, { to: sid(1), mode: 'cold' })
    await phone.sim.completeReservation(call.reservationSid)
    await phone.sim.decline(offer.reservationSid)
    expect(await taskStatus(call.taskSid)).toBe('canceled')
    expect(await callStatus(call.callSid)).toBe('completed')
  })
})

describe('endConferenceOnExit', () => {
  it('of the agent who leaves ends the call for everybody', async () => {
    const call = await phone.talking({ endConferenceOnExit: { agent: true } })
    const offer = await phone.sim.transfer(call.callSid, { to: sid(1), mode: 'warm' })
    await phone.sim.accept(offer.reservationSid)
    await phone.sim.completeTransfer(call.callSid)
    expect(await callStatus(call.callSid)).toBe('completed')
    expect(await statusOf(offer.reservationSid, call.taskSid)).toBe('wrapping')
  })

  it('set to false in time lets the call live', async () => {
    const call = await phone.talking({ endConferenceOnExit: { agent: true } })
    const { conference, agents } = await phone.sim.phoneState(call.callSid)
    const leg = phone.simulator.sdk.conferences(conference?.sid ?? '').participants(agents[0]?.sid ?? '')
    await leg.update({ endConferenceOnExit: false })
    const offer = await phone.sim.transfer(call.callSid, { to: sid(1), mode: 'warm' })
    await phone.sim.accept(offer.reservationSid)
    await phone.sim.completeTransfer(call.callSid)
    expect(await callStatus(call.callSid)).toBe('in-progress')
  })

  it('of nobody leaves the agents together when the customer leaves', async () => {
    const call = await phone.talking({ endConferenceOnExit: { customer: false } })
    const { conference, agents } = await phone.sim.hangUp(call.callSid)
    expect(conference?.status).toBe('in-progress')
    expect(agents[0]?.status).toBe('in-progress')
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeAccount } from '../../../simulator/cloud/account.ts'
import { type Phone, startPhone } from './a-phone.ts'

let phone: Phone
const calls = (sid: string) => phone.simulator.sdk.calls(sid)
const url = 'wss://streams.example.com/media'
const parameter = (value: string) => ({ 'parameter1.name': 'n', 'parameter1.value': value })
const stream = (name: string, more: object = {}) => ({ url, name, ...more })

beforeAll(async () => {
  phone = await startPhone()
})
afterAll(() => phone.stop())

describe('calls over REST', () => {
  it('are fetched and completed; a completed one is refused (21220), an unknown one not found (20404)', async () => {
    const { callSid } = await phone.talking()
    expect(await calls(callSid).fetch()).toMatchObject({ status: 'in-progress', direction: 'inbound', endTime: null })
    expect((await calls(callSid).update({ status: 'completed' })).status).toBe('completed')
    expect((await calls(callSid).fetch()).endTime).toBeInstanceOf(Date)
    await expect(calls(callSid).update({ status: 'completed' })).rejects.toMatchObject({ code: 21220 })
    await expect(calls(`CA${'9'.repeat(32)}`).fetch()).rejects.toMatchObject({ status: 404, code: 20404 })
  })

  it('leave their conference and stay in progress when they get new TwiML', async () => {
    const { callSid } = await phone.talking({ endConferenceOnExit: { customer: false } })
    await calls(callSid).update({ twiml: '<Response><Pause length="60"/></Response>' })
    const { conference, status } = await phone.sim.phoneState(callSid)
    expect(status).toBe('in-progress')
    expect(conference?.participants.map(({ call_sid }) => call_sid)).not.toContain(callSid)
  })

  it('end the conference when they get new TwiML and are set to end it on exit', async () => {
    const { callSid } = await phone.talking()
    await calls(callSid).update({ twiml: '<Response/>' })
    expect((await phone.sim.phoneState(callSid)).conference?.status).toBe('completed')
  })

  it('are not found in another account, and without .json', async () => {
    const { callSid } = await phone.talking()
    for (const path of [`/Accounts/AC${'2'.repeat(32)}/Calls/${callSid}.json`, `/Accounts/AC1/Calls/${callSid}`]) {
      expect((await phone.simulator.rest('GET', `/api/2010-04-01${path}`)).status).toBe(404)
    }
  })
})

describe('conferences over REST', () => {
  it('are found by the task they are named after, and ended', async () => {
    const { taskSid, callSid } = await phone.talking()
    const list = { friendlyName: taskSid, status: 'in-progress' } as const
    const [found] = await phone.simulator.sdk.conferences.list(list)
    expect(found?.friendlyName).toBe(taskSid)
    const conference = phone.simulator.sdk.conferences(found?.sid ?? '')
    const participants = await conference.participants.list()
    expect(participants.map(({ label }) => label)).toEqual(['customer', null])
    const ended = await conference.update({ status: 'completed' })
    expect(ended).toMatchObject({ status: 'completed', reasonConferenceEnded: 'conference-ended-via-api' })
    expect((await calls(callSid).fetch()).status).toBe('completed')
    expect(await phone.simulator.sdk.conferences.list(list)).toEqual([])
  })

  it('are listed page by page, in the order of the whole list', async () => {
    for (let made = 0; made < 3; made += 1) await phone.talking()
    const all = await phone.simulator.sdk.conferences.list({ status: 'in-progress' })
    const paged = await phone.simulator.sdk.conferences.list({ status: 'in-progress', pageSize: 2 })
    expect(all.length).toBeGreaterThan(2)
    expect(paged.map(({ sid }) => sid)).toEqual(all.map(({ sid }) => sid))
  })

  it('lose a participant that is deleted, and its call is completed', async () => {
    const { callSid } = await phone.talking()
    const { conference, agents } = await phone.sim.phoneState(callSid)
    const agent = phone.simulator.sdk.conferences(conference?.sid ?? '').participants(agents[0]?.sid ?? '')
    expect(await agent.remove()).toBe(true)
    await expect(agent.fetch()).rejects.toMatchObject({ status: 404 })
    expect((await calls(agents[0]?.sid ?? '').fetch()).status).toBe('completed')
  })
})

describe('participants', () => {
  const slow = async () => {
    const other = await startPhone({ updateLagMs: 400 })
    const { callSid } = await other.talking()
    await other.sim.clock({ mode: 'manual' })
    const { conference } = await other.sim.phoneState(callSid)
    return { other, callSid, customer: other.simulator.sdk.conferences(conference?.sid ?? '').participants('customer') }
  }

  it('change updateLagMs after the request, and are read as before until then', async () => {
    const { other, customer } = await slow()
    expect(await customer.update({ endConferenceOnExit: false })).toMatchObject({ endConferenceOnExit: true })
    await other.sim.clock({ advanceMs: 399 })
    expect(await customer.fetch()).toMatchObject({ endConferenceOnExit: true })
    await other.sim.clock({ advanceMs: 1 })
    expect(await customer.fetch()).toMatchObject({ endConferenceOnExit: false })
    await other.stop()
  })

  it('on hold ignore endConferenceOnExit without an error, also in the request that ends the hold', async () => {
    const { other, callSid, customer } = await slow()
    await other.sim.hold(callSid, true)
    await customer.update({ endConferenceOnExit: false })
    await customer.update({ hold: false, endConferenceOnExit: false })
    await other.sim.clock({ advanceMs: 1_000 })
    expect(await customer.fetch()).toMatchObject({ hold: false, endConferenceOnExit: true })
    await customer.update({ endConferenceOnExit: false, muted: true })
    await other.sim.clock({ advanceMs: 1_000 })
    expect(await customer.fetch()).toMatchObject({ endConferenceOnExit: false, muted: true })
    await other.stop()
  })
})

describe('streams', () => {
  it('start, and stop by SID or name', async () => {
    const { callSid } = await phone.talking()
    const first = await calls(callSid).streams.create(stream('one', { track: 'both_tracks' }))
    expect(first).toMatchObject({ name: 'one', status: 'in-progress', callSid })
    const second = await calls(callSid).streams.create({ url })
    expect(second.name).toBe(second.sid)
    expect((await calls(callSid).streams('one').update({ status: 'stopped' })).sid).toBe(first.sid)
    expect((await calls(callSid).streams(second.sid).update({ status: 'stopped' })).status).toBe('stopped')
    await expect(calls(callSid).streams('one').update({ status: 'stopped' })).rejects.toMatchObject({ code: 20404 })
    await expect(calls(callSid).streams('none').update({ status: 'stopped' })).rejects.toMatchObject({ code: 20404 })
  })

  it('have a unique name on their call while they run', async () => {
    const [one, other] = [await phone.talking(), await phone.talking()]
    await calls(one.callSid).streams.create(stream('mine'))
    await calls(other.callSid).streams.create(stream('mine'))
    await expect(calls(one.callSid).streams.create(stream('mine'))).rejects.toMatchObject({ status: 400, code: 20001 })
    await calls(one.callSid).streams('mine').update({ status: 'stopped' })
    const again = await calls(one.callSid).streams.create(stream('mine'))
    expect((await calls(one.callSid).streams('mine').update({ status: 'stopped' })).sid).toBe(again.sid)
  })

  it('have four tracks together at most', async () => {
    const { callSid } = await phone.talking()
    await calls(callSid).streams.create(stream('a', { track: 'both_tracks' }))
    await calls(callSid).streams.create(stream('b', { track: 'inbound_track' }))
    await expect(calls(callSid).streams.create(stream('c', { track: 'both_tracks' }))).rejects.toMatchObject({
      code: 20001,
    })
    await calls(callSid).streams.create(stream('c', { track: 'outbound_track' }))
    await expect(calls(callSid).streams.create(stream('d'))).rejects.toMatchObject({ code: 20001 })
    await calls(callSid).streams('a').update({ status: 'stopped' })
    await calls(callSid).streams.create(stream('d', { track: 'both_tracks' }))
  })

  it.each([
    ['to another machine without encryption', { url: 'ws://streams.example.com/media' }, 20001],
    ['to this machine without encryption', { url: 'ws://127.0.0.1:9/media' }, 20001],
    ['to a web address', { url: 'https://streams.example.com/media' }, 20001],
    ['to an address with a query', { url: 'wss://streams.example.com/media?key=1' }, 20001],
    ['with an unknown track', { url, track: 'all_tracks' as never }, 31941],
    ['with 500 characters of name and value', { url, ...parameter('v'.repeat(499)) }, 20001],
  ])('are refused %s', async (_, options, code) => {
    const { callSid } = await phone.talking()
    await expect(calls(callSid).streams.create(options)).rejects.toMatchObject({ status: 400, code })
    expect((await phone.sim.phoneState(callSid)).streams).toEqual([])
  })

  it('take 499 characters of name and value together, and 99 parameters, no more', async () => {
    const { callSid } = await phone.talking()
    const path = `/api/2010-04-01/Accounts/${fakeAccount.accountSid}/Calls/${callSid}/Streams.json`
    expect((await phone.simulator.rest('POST', path, { Url: url, 'Parameter100.Name': 'n' })).status).toBe(400)
    const long = { ...parameter('v'.repeat(498)), 'parameter99.name': 'last' }
    await calls(callSid).streams.create(stream('long', long))
    const [made] = (await phone.sim.phoneState(callSid)).streams
    expect(made?.parameters).toEqual({ n: 'v'.repeat(498), last: '' })
  })

  it('need a call in progress (21220), and end with it', async () => {
    const { callSid } = await phone.talking()
    await calls(callSid).streams.create(stream('one'))
    await phone.sim.hangUp(callSid)
    expect((await phone.sim.phoneState(callSid)).streams.map(({ status }) => status)).toEqual(['stopped'])
    await expect(calls(callSid).streams.create(stream('two'))).rejects.toMatchObject({ status: 400, code: 21220 })
  })

  it('go to this machine without encryption where that is allowed', async () => {
    const other = await startPhone({ allowWs: true })
    const { callSid } = await other.talking()
    const { streams } = other.simulator.sdk.calls(callSid)
    await streams.create({ url: 'ws://127.0.0.1:9/media' })
    await expect(streams.create({ url: 'ws://streams.example.com/media' })).rejects.toMatchObject({ code: 20001 })
    await other.stop()
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { requests } from '../support/a-case.ts'
import { aPhoneCall, type PhoneCall, streaming } from '../support/a-phone-call.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre({ env: streaming({ MEDIA_STREAMS: 'all' }) })
  await centre.sim.voice({ media: false, conferenceStatusCallback: `${centre.serverUrl}/webhooks/voice` })
})
afterAll(() => centre?.stop())

const outbound = { direction: 'outbound', endsWithLastAgent: false }
const written = async (call: PhoneCall, after = 0) =>
  requests(await centre.journal(after), 'POST', /\/(Streams|Participants|Conferences)/).filter((each) =>
    [call.callSid, call.taskSid].some((sid) => JSON.stringify(each).includes(sid)),
  )
const onAgents = async (call: PhoneCall) => (await call.state()).agents.flatMap(({ streams }) => streams)

describe.concurrent('the customer’s leg of an outbound call gets its stream', () => {
  it.each([
    ['that rings, when they answer', { ringsMs: null }, true],
    ['that is never on the task', { writesAfterMs: null }, false],
    [
      'that is on the task after 3 s, while `call_sid` names the agent’s leg',
      { writesAfterMs: 3_000, callSidNames: 'agent' },
      false,
    ],
    ['that rings and is never on the task, when they answer', { ringsMs: null, writesAfterMs: null }, true],
  ])('%s', async (_, how, rings) => {
    const call = await aPhoneCall(centre, { ...outbound, ...how })
    if (rings) {
      await call.looked(2)
      expect(await call.running()).toEqual([])
      await centre.sim.answer(call.taskSid)
    }
    await call.streaming(call.reservationSid)
    await call.saying('on')
    expect(await onAgents(call)).toEqual([])
  })

  it('unless they never answer', async () => {
    const call = await aPhoneCall(centre, { ...outbound, ringsMs: null })
    await centre.sim.answer(call.taskSid, false)
    await call.looked(2)
    expect(await call.streams()).toEqual([])
    expect((await call.said())?.problem).toBeUndefined()
  })
})

describe.concurrent('the customer’s leg', () => {
  it('of a forwarded call is the leg in the conference, not the leg that dialled it', async () => {
    const call = await aPhoneCall(centre, { isForwarded: true })
    // Its stream is the second one if the first was for the leg that the task names: acceptance and check come in any
    // order.
    await until('one stream runs there', async () => (await call.running()).length === 1)
    expect([call.reservationSid, `${call.reservationSid}-2`]).toContain((await call.running())[0])
    await call.saying('on')
  })

  it('is not looked for in an internal call: no stream, flag or conference is written, and nothing is on the task', async () => {
    const flags = { endConferenceOnExit: { customer: true, agent: true } }
    const call = await aPhoneCall(centre, { direction: 'internal', from: 'ben', ...flags })
    await centre.delivered()
    expect(await written(call)).toEqual([])
    expect(await call.said()).toBeUndefined()
  })
})

describe.concurrent('when the customer’s leg leaves the conference', () => {
  it('every stream stops within 5 s, and starts again when the leg is back', async () => {
    const call = await aPhoneCall(centre, { endConferenceOnExit: { customer: false, agent: false } })
    await call.saying('on')
    const from = Date.now()
    await centre.sim.outside(call.taskSid, true)
    await call.streaming()
    expect(Date.now() - from).toBeLessThan(5_000)
    expect((await call.state()).status).toBe('in-progress')
    await centre.sim.outside(call.taskSid, false)
    await call.streaming(`${call.reservationSid}-2`)
  })

  it('and is back at once, its stream is not touched', async () => {
    const call = await aPhoneCall(centre, { endConferenceOnExit: { customer: false, agent: false } })
    await call.saying('on')
    await call.looked()
    const after = await centre.last()
    await centre.sim.outside(call.taskSid, true)
    await centre.sim.outside(call.taskSid, false)
    await call.looked(2)
    expect((await written(call, after)).filter(({ path }) => String(path).includes('Streams'))).toEqual([])
    expect(await call.running()).toEqual([call.reservationSid])
  })
})

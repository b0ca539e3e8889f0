import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { endsAfter, goesOn } from '../support/a-conference.ts'
import { aPhoneCall, streaming } from '../support/a-phone-call.ts'
import { lagOfThisRun } from '../support/lag-of-this-run.ts'

// Flex does nothing at the end of a call here: only the conference's flags and Escalate do.
const left = { endsWithLastAgent: false, endConferenceOnExit: { customer: false, agent: true } }

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre({ env: streaming({ MEDIA_STREAMS: 'all' }) })
  await centre.sim.voice({ media: false })
})
afterAll(() => centre?.stop())

const told = () => ({ conferenceStatusCallback: `${centre.serverUrl}/webhooks/voice` })

describe.concurrent('a conference of two parties is not ended', () => {
  it('when the first agent leaves after a warm transfer and `call_sid` of the outbound call names that agent’s leg', async () => {
    const call = await aPhoneCall(centre, {
      ...left,
      ...told(),
      direction: 'outbound',
      callSidNames: 'agent',
      writesAfterMs: null,
    })
    await call.saying('on')
    const b = await call.transfer('warm')
    await call.streaming(call.reservationSid, b.reservationSid)
    await call.saying('on')
    await call.complete()
    await call.streaming(b.reservationSid)
    await goesOn(call, 2)
    await centre.sim.hangUp(call.taskSid, { workerSid: b.workerSid })
    expect(await endsAfter(call)).toBeLessThan(10_000)
  })

  it('when the last agent leaves a customer with a third party; it is when the third party has left, too', async () => {
    const call = await aPhoneCall(centre, { ...left, ...told() })
    await call.saying('on')
    const third = await centre.sim.party(call.taskSid)
    await centre.sim.hangUp(call.taskSid, { workerSid: call.a.sid })
    await call.streaming()
    await goesOn(call, 2)
    await centre.sim.hangUp(call.taskSid, third)
    expect(await endsAfter(call)).toBeLessThan(10_000)
  })

  it('when the customer is outside the conference for a moment while the agent waits', async () => {
    const call = await aPhoneCall(centre, { ...left, ...told() })
    await call.saying('on')
    await centre.sim.outside(call.taskSid, true)
    await call.streaming()
    await call.looked(1)
    expect((await call.state()).conference?.status).toBe('in-progress')
    await centre.sim.outside(call.taskSid, false)
    await call.streaming(`${call.reservationSid}-2`)
    await goesOn(call, 2)
  })

  it('during a cold transfer to an agent who has not answered', async () => {
    const call = await aPhoneCall(centre, { ...left, ...told() })
    await call.saying('on')
    const b = await centre.hire()
    const offer = await centre.sim.transfer(call.taskSid, { to: b.sid, mode: 'cold', workerSid: call.a.sid })
    await goesOn(call, 1)
    await centre.sim.accept(offer.reservationSid)
    await call.streaming(offer.reservationSid)
    await goesOn(call, 2)
  })
})

describe('while reads lag two seconds', () => {
  it.each([
    ['with callbacks of the conference', true],
    ['without', false],
  ])(
    'a customer stays connected with a third party who joined just before the last agent left, until that party leaves, %s',
    async (_, isTold) => {
      const call = await aPhoneCall(centre, { ...left, ...(isTold && told()) })
      await call.saying('on')
      await centre.sim.lagReads(2_000)
      onTestFinished(async () => void (await centre.sim.lagReads(lagOfThisRun)))
      const third = await centre.sim.party(call.taskSid)
      await centre.sim.hangUp(call.taskSid, { workerSid: call.a.sid })
      await goesOn(call, 2)
      await centre.sim.hangUp(call.taskSid, third)
      expect(await endsAfter(call)).toBeLessThan(10_000)
    },
  )
})

describe.concurrent('within 10 s, nobody is alone in a conference that an agent’s leaving would have ended', () => {
  it.each([
    ['with callbacks of the conference', true],
    ['without', false],
  ])('the customer, %s', async (_, isTold) => {
    const call = await aPhoneCall(centre, { ...left, ...(isTold && told()) })
    await call.saying('on')
    await centre.sim.hangUp(call.taskSid, { workerSid: call.a.sid })
    expect(await endsAfter(call)).toBeLessThan(10_000)
    await call.saying('over')
  })

  it.each([
    ['with callbacks of the conference', true],
    ['without', false],
  ])('the agent whose customer hung up, %s', async (_, isTold) => {
    const call = await aPhoneCall(centre, { ...left, ...(isTold && told()) })
    await call.saying('on')
    await centre.sim.hangUp(call.taskSid)
    expect(await endsAfter(call)).toBeLessThan(10_000)
  })

  it('a third party whose customer hung up after the agent', async () => {
    const call = await aPhoneCall(centre, left)
    await call.saying('on')
    await centre.sim.party(call.taskSid)
    await centre.sim.hangUp(call.taskSid, { workerSid: call.a.sid })
    await goesOn(call, 2)
    await centre.sim.hangUp(call.taskSid)
    expect(await endsAfter(call)).toBeLessThan(10_000)
  })

  it('the customer with a supervisor who only monitors', async () => {
    const call = await aPhoneCall(centre, { ...left, ...told() })
    await call.saying('on')
    const supervisor = await centre.hire(['supervisor'])
    await centre.sim.party(call.taskSid, { workerSid: supervisor.sid, muted: true })
    await centre.sim.hangUp(call.taskSid, { workerSid: call.a.sid })
    expect(await endsAfter(call)).toBeLessThan(10_000)
  })

  it('the customer whose agent’s connection dropped while TaskRouter still counts the agent', async () => {
    const call = await aPhoneCall(centre, { ...left, ...told() })
    await call.saying('on')
    await centre.sim.dropLine(call.taskSid, { workerSid: call.a.sid })
    expect(await endsAfter(call)).toBeLessThan(10_000)
  })

  it('the customer, although Twilio refuses once to end the conference (403)', async () => {
    const call = await aPhoneCall(centre, left)
    await call.saying('on')
    const conference = (await call.state()).conference?.sid
    const path = `Conferences/${conference}.json$`
    await centre.sim.fault({ kind: 'status', status: 403, product: 'api', method: 'POST', path, times: 1 })
    await centre.sim.hangUp(call.taskSid, { workerSid: call.a.sid })
    expect(await endsAfter(call)).toBeLessThan(10_000)
  })
})

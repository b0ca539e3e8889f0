import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { changes } from '../support/a-case.ts'
import { aPhoneCall, streaming } from '../support/a-phone-call.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre({ env: { ...streaming(), TWILIO_TIMEOUT_MS: '500' } })
  await centre.sim.voice({ media: false })
})
afterAll(() => centre?.stop())

const troubles = [
  ['answers 500', { kind: 'status', status: 500 }],
  ['answers 429', { kind: 'status', status: 429 }],
  ['cuts the connection before the work', { kind: 'refuse' }],
  ['does it and answers 503', { kind: 'lose-answer' }],
  ['does it and cuts the connection', { kind: 'drop-connection' }],
  ['does it and never answers', { kind: 'hang-after' }],
] as const

const made = async (callSid: string) =>
  changes(await centre.journal(), 'stream.created').filter((each) => JSON.stringify(each).includes(callSid))

/** A fault that struck no request would prove nothing. */
async function expectStruck(kind: string, path: string): Promise<void> {
  const struck = (await centre.journal()).filter((each) => each.kind === 'request' && each['fault'] === kind)
  expect(struck.filter((each) => String(each['path']).includes(path))).toHaveLength(1)
}

describe.concurrent('when Twilio has to start a stream for the next agent', () => {
  it.each(troubles)('and %s, there is one stream each, and the transfer is completed', async (_, fault) => {
    const call = await aPhoneCall(centre)
    await call.saying('on')
    const path = `${call.callSid}/Streams.json$`
    await centre.sim.fault({ ...fault, product: 'api', method: 'POST', path, times: 1 })
    const b = await call.transfer('warm')
    await call.streaming(call.reservationSid, b.reservationSid)
    await call.complete()
    await call.streaming(b.reservationSid)
    await centre.settled()
    expect(await made(call.callSid)).toHaveLength(2)
    expect(await call.running()).toEqual([b.reservationSid])
    expect(await call.said()).toMatchObject({ state: 'on' })
    await expectStruck(fault.kind, `${call.callSid}/Streams.json`)
  })
})

describe.concurrent('when Twilio has to stop a stream', () => {
  it.each(troubles)('and %s, the stream stops, and the other one runs', async (_, fault) => {
    const call = await aPhoneCall(centre)
    await call.saying('on')
    const b = await call.transfer('warm')
    await call.streaming(call.reservationSid, b.reservationSid)
    const path = `${call.callSid}/Streams/`
    await centre.sim.fault({ ...fault, product: 'api', method: 'POST', path, times: 1 })
    await call.complete()
    await call.streaming(b.reservationSid)
    await centre.settled()
    expect(await call.running()).toEqual([b.reservationSid])
    await expectStruck(fault.kind, path)
  })
})

describe('a stream that Twilio refuses for good', () => {
  it('is reported on the agent’s task and does not hold up the transfer', async () => {
    const call = await aPhoneCall(centre)
    await call.saying('on')
    const path = `${call.callSid}/Streams.json$`
    await centre.sim.fault({ kind: 'status', status: 400, product: 'api', method: 'POST', path, times: 5 })
    const b = await call.transfer('warm')
    const { problem } = await call.saying('trouble')
    expect(problem).toMatch(/^stream refused/)
    await call.complete()
    await call.streaming()
    expect((await call.state()).status).toBe('in-progress')
    expect(await call.said()).toMatchObject({ state: 'trouble' })
    await centre.sim.hangUp(call.taskSid, { workerSid: b.workerSid })
  })
})

describe('a worker that is killed', () => {
  it('after Twilio started a stream without answering: the next worker starts no second stream', async () => {
    const call = await aPhoneCall(centre)
    await call.saying('on')
    await centre.sim.fault({
      kind: 'hang-after',
      product: 'api',
      method: 'POST',
      path: `${call.callSid}/Streams.json$`,
      times: 1,
    })
    const b = await call.transfer('warm')
    await until('Twilio has made it', async () => (await made(call.callSid)).length === 2)
    centre.worker.kill('SIGKILL')
    await centre.worker.exited
    await call.complete()
    centre.startWorker()
    await call.streaming(b.reservationSid)
    await centre.settled(60_000)
    expect(await made(call.callSid)).toHaveLength(2)
    expect(await call.running()).toEqual([b.reservationSid])
  })
})

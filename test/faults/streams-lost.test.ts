import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../tools/free-port.ts'
import { credentials } from '../../tools/stack.ts'
import { type StreamReceiver, startStreamReceiver } from '../../tools/stream-receiver/stream-receiver.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { changes } from '../support/a-case.ts'
import { aPhoneCall, type PhoneCall, streaming, streamSecret } from '../support/a-phone-call.ts'

let centre: CallCentre
let receiver: StreamReceiver
let port: number

async function startReceiver(): Promise<StreamReceiver> {
  const folder = await mkdtemp(join(tmpdir(), 'streams-'))
  const settings = { authToken: credentials.TWILIO_AUTH_TOKEN, parameterSecret: streamSecret, folder, port }
  return startStreamReceiver(settings)
}

beforeAll(async () => {
  port = await freePort()
  receiver = await startReceiver()
  const urls = { main: receiver.streamUrl }
  const env = streaming({ STREAM_DESTINATIONS: JSON.stringify({ urls, otherwise: 'main' }) })
  centre = await aCallCentre({ env })
  await centre.sim.voice({ media: true, allowWs: true })
})
afterAll(async () => {
  await centre?.stop()
  await receiver.stop()
})

const about = async (change: string, { callSid }: PhoneCall) =>
  changes(await centre.journal(), change).filter((each) => JSON.stringify(each).includes(callSid))

/** The states that were written on the task about its streams, in order. */
async function words(call: PhoneCall): Promise<readonly string[]> {
  const writes = (await centre.journal()).filter(
    ({ kind, method, path }) => kind === 'request' && method === 'POST' && String(path).endsWith(call.taskSid),
  )
  return writes.flatMap(({ params }) => {
    const { Attributes = '{}' } = params as { readonly Attributes?: string } // as the simulator got it
    const { escalate } = JSON.parse(Attributes) as { escalate?: { streams?: { state: string } } } // what we wrote
    return escalate?.streams ? [escalate.streams.state] : []
  })
}

describe('a receiver that restarts (1012) and is away for a while', () => {
  it('gets one stream again when it is back, after failed starts; meanwhile the task never says on', async () => {
    const call = await aPhoneCall(centre)
    await call.saying('on')
    await receiver.stop()
    const { problem } = await call.saying('trouble')
    expect(problem).toMatch(/^stream lost/)
    expect(JSON.stringify(await about('stream.failed', call))).toContain('1012')
    await until('starts have failed', async () => (await about('stream.failed', call)).length > 2)
    await centre.delivered()
    expect(await words(call)).toEqual(['on', 'off', 'trouble'])
    receiver = await startReceiver()
    await until('it is received again', async () => receiver.streams().length > 0)
    await call.saying('on')
    expect(await call.running()).toHaveLength(1)
    const [, ...vain] = await about('stream.created', call)
    expect((await about('stream.failed', call)).length).toBe(vain.length)
    expect(await words(call)).toEqual(['on', 'off', 'trouble', 'on'])
  })
})

describe('a stream', () => {
  it('that Twilio warns of (31930) goes on, and the task still says on', async () => {
    const call = await aPhoneCall(centre)
    await call.saying('on')
    const [stream] = await call.streams()
    const { status } = await centre.post(`/webhooks/streams?task=${call.taskSid}`, {
      CallSid: call.callSid,
      StreamSid: stream?.sid ?? '',
      StreamName: stream?.name ?? '',
      StreamEvent: 'stream-error',
      StreamError: '31930 Stream - Connection - Broken Pipe',
      Timestamp: new Date().toISOString(),
    })
    expect(status).toBe(204)
    await centre.settled()
    expect(await words(call)).toEqual(['on'])
    expect(await about('stream.created', call)).toHaveLength(1)
    expect(await call.running()).toEqual([call.reservationSid])
  })

  it('for which other streams leave no tracks on the leg starts when one of them has ended', async ({
    onTestFinished,
  }) => {
    const another = await startStreamReceiver()
    onTestFinished(() => another.stop())
    const call = await aPhoneCall(centre)
    await call.saying('on')
    const path = `/api/2010-04-01/Accounts/${credentials.TWILIO_ACCOUNT_SID}/Calls/${call.callSid}/Streams`
    await centre.rest(`${path}.json`, { Url: another.streamUrl, Name: 'theirs', Track: 'both_tracks' })
    const b = await call.transfer('warm')
    const { problem } = await call.saying('trouble')
    expect(problem).toBe('stream full')
    await centre.rest(`${path}/theirs.json`, { Status: 'stopped' })
    await call.streaming(call.reservationSid, `${b.reservationSid}-2`)
    await call.saying('on')
    expect(await about('stream.failed', call)).toEqual([])
  })
})

import { createHmac } from 'node:crypto'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeAccount } from '../../../simulator/cloud/account.ts'
import type { StreamReport } from '../../../tools/stream-receiver/received-stream.ts'
import { type StreamReceiver, startStreamReceiver } from '../../../tools/stream-receiver/stream-receiver.ts'
import { until as eventually } from '../../../tools/until.ts'
import { type Phone, startPhone } from './a-phone.ts'

const until = <T>(what: string, look: () => T | undefined | false, withinMs = 30_000) =>
  eventually(what, async () => look(), { withinMs })

const secret = 'a secret that both sides know'
let phone: Phone
let receiver: StreamReceiver
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'streams-'))
  phone = await startPhone({ media: true, allowWs: true })
  receiver = await startStreamReceiver({ authToken: fakeAccount.authToken, parameterSecret: secret, folder })
})
afterAll(async () => {
  await phone.stop()
  await receiver.stop()
})

const worker = (nth: number) => phone.workers[nth]?.sid ?? ''
const signature = createHmac('sha256', secret).update('task=WT1&worker=WK1').digest('hex')
const signed = {
  'parameter1.name': 'worker',
  'parameter1.value': 'WK1',
  'parameter2.name': 'signature',
  'parameter2.value': signature,
  'parameter3.name': 'task',
  'parameter3.value': 'WT1',
}
const start = async (callSid: string, options: object = {}) => {
  const given = { url: receiver.streamUrl, track: 'both_tracks', ...signed, ...options } as { url: string }
  return (await phone.simulator.sdk.calls(callSid).streams.create(given)).sid
}
const report = (sid: string): StreamReport | undefined => receiver.streams().find((each) => each.streamSid === sid)
const tonesOf = (sid: string, track: string): number[] =>
  (report(sid)?.heard ?? []).filter((each) => each.track === track).map(({ tone }) => tone)
const heardLast = (sid: string, track: string, tone: number) =>
  until(`${tone} Hz on ${track}`, () => tonesOf(sid, track).at(-1) === tone || undefined)

describe('a stream', () => {
  it('carries the customer inbound and the customer’s hearing outbound, all through a warm transfer', async () => {
    const call = await phone.talking()
    const sid = await start(call.callSid)
    await heardLast(sid, 'inbound', 440)
    await heardLast(sid, 'outbound', 600)
    const offer = await phone.sim.transfer(call.callSid, { to: worker(1), mode: 'warm' })
    await heardLast(sid, 'outbound', 300)
    await phone.sim.accept(offer.reservationSid)
    await phone.sim.completeTransfer(call.callSid)
    await heardLast(sid, 'outbound', 800)
    await phone.sim.hangUp(call.callSid)
    await until('the end', () => report(sid)?.endedAt ?? undefined)
    // The customer hears music on hold, and not the agents' consultation. The customer's own voice still comes in.
    expect(tonesOf(sid, 'outbound')).toEqual([600, 300, 800])
    expect(tonesOf(sid, 'inbound')).toEqual([440])
  })

  it('carries all agents in the conference at once, without one who is muted', async () => {
    const call = await phone.talking()
    const sid = await start(call.callSid, { track: 'outbound_track' })
    const offer = await phone.sim.transfer(call.callSid, { to: worker(1), mode: 'warm' })
    await phone.sim.accept(offer.reservationSid)
    await phone.sim.hold(call.callSid, false)
    await until('both agents', () =>
      [600, 800].every((tone) => tonesOf(sid, 'outbound').includes(tone)) ? true : undefined,
    )
    const before = report(sid)
      ?.heard.filter(({ tone }) => tone === 800)
      .at(-1)
    await phone.sim.mute(call.callSid, true, { workerSid: worker(1) })
    const framesAtMute = report(sid)?.frames ?? 0
    await until('some more frames', () => (report(sid)?.frames ?? 0) > framesAtMute + 20 || undefined)
    const [first, second] = [600, 800].map((tone) =>
      report(sid)
        ?.heard.filter((each) => each.tone === tone)
        .at(-1),
    )
    expect(second?.fromMs).toBe(before?.fromMs)
    expect((first?.toMs ?? 0) - (second?.toMs ?? 0)).toBeGreaterThan(200)
    expect(tonesOf(sid, 'inbound')).toEqual([])
    await phone.sim.hangUp(call.callSid)
  })

  it('carries music outbound while the customer waits alone', async () => {
    const call = await phone.talking()
    const sid = await start(call.callSid)
    await heardLast(sid, 'outbound', 600)
    await phone.sim.transfer(call.callSid, { to: worker(1), mode: 'cold' })
    await heardLast(sid, 'outbound', 300)
    expect(tonesOf(sid, 'inbound')).toEqual([440])
    await phone.sim.hangUp(call.callSid)
  })

  it('on an agent’s leg carries the agent inbound and the customer outbound', async () => {
    const call = await phone.talking()
    const { agents } = await phone.sim.phoneState(call.callSid)
    const sid = await start(agents[0]?.sid ?? '')
    await heardLast(sid, 'inbound', 600)
    await heardLast(sid, 'outbound', 440)
    await phone.sim.hangUp(call.callSid)
  })

  it('names its call, tracks and parameters, and leaves a recording of two tracks', async () => {
    const call = await phone.talking()
    const sid = await start(call.callSid)
    await heardLast(sid, 'inbound', 440)
    await phone.simulator.sdk.calls(call.callSid).streams(sid).update({ status: 'stopped' })
    await until('the end', () => report(sid)?.endedAt ?? undefined)
    expect(report(sid)).toMatchObject({
      callSid: call.callSid,
      tracks: ['inbound', 'outbound'],
      parameters: { task: 'WT1', worker: 'WK1', signature },
    })
    const file = await eventually('the recording', () => readFile(join(folder, `${sid}.wav`)).catch(() => undefined))
    expect(file.subarray(0, 4).toString()).toBe('RIFF')
    expect([file.readUInt16LE(22), file.readUInt32LE(24), file.readUInt16LE(34)]).toEqual([2, 8_000, 16])
    expect(file.readUInt32LE(40)).toBe(((report(sid)?.frames ?? 0) / 2) * 160 * 4)
    const overHttp = await fetch(`${receiver.url}/streams/${sid}.wav`)
    expect(Buffer.from(await overHttp.arrayBuffer()).equals(file)).toBe(true)
    expect(((await (await fetch(`${receiver.url}/streams/${sid}`)).json()) as StreamReport).streamSid).toBe(sid)
  })

  it('arrives without a gap on both tracks while fifty run at once', { timeout: 60_000 }, async () => {
    const calls = await Promise.all(Array.from({ length: 50 }, () => phone.talking()))
    const sids = await Promise.all(calls.map(({ callSid }) => start(callSid)))
    const seconds = (sid: string) => (report(sid)?.frames ?? 0) / 100
    await until('two seconds of each', () => sids.every((sid) => seconds(sid) >= 2) || undefined, 40_000)
    await Promise.all(calls.map(({ callSid }) => phone.sim.hangUp(callSid)))
    await until('the end of all', () => sids.every((sid) => report(sid)?.endedAt !== null) || undefined, 20_000)
    for (const sid of sids) {
      const ends = report(sid)?.heard.map(({ track, tone, fromMs }) => [track, tone, fromMs])
      expect(ends).toEqual([
        ['inbound', 440, 0],
        ['outbound', 600, 0],
      ])
    }
  })
})

describe('a stream that no receiver accepts', () => {
  const failed = async (callSid: string, options: object) => {
    const name = `to-nowhere-${callSid}`
    const statusCallback = `${phone.webhooks.url}/streams`
    const sid = await start(callSid, { ...options, name, statusCallback })
    const told = await until('the error', () =>
      phone.webhooks.received.find(({ params }) => params['StreamSid'] === sid && 'StreamError' in params),
    )
    const { streams } = await phone.sim.phoneState(callSid)
    expect(streams.map(({ status }) => status)).toEqual(['stopped'])
    expect(told).toMatchObject({ signed: true, params: { StreamEvent: 'stream-error', StreamName: name } })
    return told.params['StreamError']
  }

  it('fails with 31920 when nothing listens at its address', async () => {
    const { callSid } = await phone.talking()
    expect(await failed(callSid, { url: 'ws://127.0.0.1:9/media' })).toMatch(/^31920 .*ECONNREFUSED/)
  })

  it('fails with 31920 when the handshake is refused', async () => {
    const strict = await startStreamReceiver({ authToken: 'another token' })
    const { callSid } = await phone.talking()
    expect(await failed(callSid, { url: strict.streamUrl })).toMatch(/^31920 .*403/)
    await strict.stop()
  })

  it('fails with 31921 when its parameters are not accepted', async () => {
    const { callSid } = await phone.talking()
    expect(await failed(callSid, { 'parameter1.value': 'WK2' })).toBe('31921 Stream - WebSocket - Close Error: 1008')
  })

  it('fails with 31921 when the destination goes away; another of that name can be started', async () => {
    const passing = await startStreamReceiver()
    const { callSid } = await phone.talking()
    const error = failed(callSid, { url: passing.streamUrl })
    await until('the stream', () => passing.streams()[0])
    await passing.stop()
    expect(await error).toMatch(/^31921 /)
    const sid = await start(callSid, { name: `to-nowhere-${callSid}` })
    await heardLast(sid, 'inbound', 440)
    await phone.sim.hangUp(callSid)
  })
})

import { createHmac } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import type { CallCentre } from '../support/a-call-centre.ts'
import { changes, requests } from '../support/a-case.ts'
import { aPhoneCall, streamSecret } from '../support/a-phone-call.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await theCallCentre()
  await centre.sim.voice({ media: false, conferenceStatusCallback: `${centre.serverUrl}/webhooks/voice` })
})

const aboutCall = async (callSid: string, after = 0) =>
  (await centre.journal(after)).filter((each) => JSON.stringify(each).includes(callSid))

describe.concurrent('an agent accepts a call', () => {
  it('and the agent’s stream starts on the customer’s leg, with signed parameters', async () => {
    const call = await aPhoneCall(centre)
    await call.streaming(call.reservationSid)
    const asked = requests(await aboutCall(call.callSid), 'POST', /Streams/)
    expect(asked.map(({ path }) => path)).toEqual([expect.stringContaining(`/Calls/${call.callSid}/Streams`)])
    const [stream] = await call.streams()
    const { signature, ...parameters } = stream?.parameters ?? {}
    expect(parameters).toEqual({
      taskSid: call.taskSid,
      reservationSid: call.reservationSid,
      workerSid: call.a.sid,
      conference: expect.stringMatching(new RegExp(`^(CF[0-9a-f]{32}|${call.taskSid})$`)),
      transfer: '0',
      trace: expect.stringContaining(call.taskSid),
    })
    const text = Object.keys(parameters)
      .sort()
      .map((name) => `${name}=${parameters[name]}`)
      .join('&')
    expect(signature).toBe(createHmac('sha256', streamSecret).update(text).digest('hex'))
    await call.saying('on')
  })

  it('and a warm transfer changes neither the call nor a hold', async () => {
    const call = await aPhoneCall(centre)
    const b = await call.transfer('warm')
    await call.streaming(call.reservationSid, b.reservationSid)
    await call.complete()
    await call.streaming(b.reservationSid)
    await centre.settled()
    const asked = await aboutCall(call.callSid)
    expect(requests(asked, 'POST', new RegExp(`Calls/${call.callSid}\\.json$`))).toEqual([])
    expect(
      requests(asked, 'POST', /Participants/).filter(({ params }) => JSON.stringify(params).includes('Hold')),
    ).toEqual([])
  })
})

describe.concurrent('a transfer', () => {
  it.each([
    ['customer', { customer: true, agent: false }],
    ['agent', { customer: false, agent: true }],
    ['both', { customer: true, agent: true }],
  ])(
    'warm: streams overlap, the first agent’s stops, and the call goes on, also with endConferenceOnExit of: %s',
    async (_, ends) => {
      const call = await aPhoneCall(centre, { endConferenceOnExit: ends })
      await call.saying('on')
      const b = await call.transfer('warm')
      await call.streaming(call.reservationSid, b.reservationSid)
      await call.complete()
      await call.streaming(b.reservationSid)
      expect(await call.state()).toMatchObject({ status: 'in-progress', conference: { status: 'in-progress' } })
      await call.saying('on')
      await centre.sim.hangUp(call.taskSid, { workerSid: b.workerSid })
      await call.streaming()
      await call.saying('over')
    },
  )

  it('cold: only the next agent’s stream runs, and the call goes on', async () => {
    const call = await aPhoneCall(centre, { endConferenceOnExit: { customer: true, agent: true } })
    await call.saying('on')
    const b = await call.transfer('cold')
    await call.streaming(b.reservationSid)
    expect((await call.state()).status).toBe('in-progress')
  })

  it('to a third agent and back to the first makes four streams with four names, never more than two at once', async () => {
    const call = await aPhoneCall(centre)
    await call.saying('on')
    const b = await call.transfer('warm')
    await call.streaming(call.reservationSid, b.reservationSid)
    const c = await call.transfer('warm', b.workerSid)
    // Four tracks: the third stream waits until the first has stopped.
    await centre.settled()
    await call.streaming(call.reservationSid, b.reservationSid)
    await call.complete(call.a.sid)
    await call.streaming(b.reservationSid, c.reservationSid)
    await call.complete(b.workerSid)
    await call.streaming(c.reservationSid)
    const back = await call.transfer('warm', c.workerSid, call.a.sid)
    await call.streaming(c.reservationSid, back.reservationSid)
    await call.complete(c.workerSid)
    await call.streaming(back.reservationSid)
    await centre.settled()
    const names = (await call.streams()).map(({ name }) => name)
    expect(new Set(names).size).toBe(4)
    expect(changes(await aboutCall(call.callSid), 'stream.created')).toHaveLength(4)
  })
})

describe.concurrent('the end', () => {
  it('of the customer’s call stops every stream and ends the conference', async () => {
    const call = await aPhoneCall(centre)
    await call.saying('on')
    const b = await call.transfer('warm')
    await call.streaming(call.reservationSid, b.reservationSid)
    await centre.sim.hangUp(call.taskSid)
    await call.saying('over')
    await until('the conference is over', async () => (await call.state()).conference?.status !== 'in-progress')
    expect(await call.running()).toEqual([])
  })

  it('of the last agent’s part ends the conference that would have ended with it, and every stream', async () => {
    const call = await aPhoneCall(centre, { endConferenceOnExit: { agent: true, customer: false } })
    await call.saying('on')
    await centre.sim.hangUp(call.taskSid, { workerSid: call.a.sid })
    await until('the conference is over', async () => (await call.state()).conference?.status !== 'in-progress')
    await call.streaming()
  })
})

describe.concurrent('no stream', () => {
  it('is recorded for a chat', async () => {
    const chat = await centre.chat()
    await centre.settled()
    expect(await centre.inside.store.load({ feature: 'media-streams', key: chat.taskSid })).toBeUndefined()
  })

  it('starts on an outbound call with MEDIA_STREAMS=inbound', async () => {
    const call = await aPhoneCall(centre, { direction: 'outbound' })
    await centre.settled()
    expect(await call.streams()).toEqual([])
    expect(requests(await aboutCall(call.callSid), 'POST', /./)).toEqual([])
  })

  it('starts on a call that is over when the agent’s acceptance arrives', async () => {
    const call = await aPhoneCall(centre)
    await call.saying('on')
    await centre.sim.hangUp(call.taskSid)
    await call.saying('over')
    await centre.settled()
    const after = await centre.last()
    const event = {
      EventType: 'reservation.accepted',
      Sid: `EV${'9'.repeat(32)}`,
      Timestamp: String(Math.floor(Date.now() / 1000)),
      ResourceSid: call.reservationSid,
      TaskSid: call.taskSid,
      TaskChannelUniqueName: 'voice',
      TaskAttributes: JSON.stringify({ call_sid: call.callSid, direction: 'inbound' }),
      ReservationSid: `WR${'9'.repeat(32)}`,
      WorkerSid: call.a.sid,
    }
    expect((await centre.post('/webhooks/taskrouter', event)).status).toBe(204)
    await centre.settled()
    expect((await aboutCall(call.callSid, after)).filter(({ kind }) => kind === 'change')).toEqual([])
  })

  it.each([
    ['a forged stream callback', false, 403],
    ['a signed one for an unknown stream', true, 204],
  ])('is changed by %s', async (_, isSigned, status) => {
    const call = await aPhoneCall(centre)
    await call.saying('on')
    await centre.settled()
    const after = await centre.last()
    const path = `/webhooks/streams?task=${call.taskSid}`
    const form = {
      CallSid: call.callSid,
      StreamSid: `MZ${'7'.repeat(32)}`,
      StreamName: isSigned ? `esc-WR${'7'.repeat(32)}` : `esc-${call.reservationSid}`,
      StreamEvent: 'stream-stopped',
      Timestamp: new Date().toISOString(),
    }
    const answer = isSigned
      ? await centre.post(path, form)
      : await fetch(centre.serverUrl + path, {
          method: 'POST',
          headers: { 'x-twilio-signature': 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' },
          body: new URLSearchParams(form),
        })
    expect(answer.status).toBe(status)
    await centre.settled()
    expect(await aboutCall(call.callSid, after)).toEqual([])
    expect(await call.running()).toEqual([call.reservationSid])
  })
})

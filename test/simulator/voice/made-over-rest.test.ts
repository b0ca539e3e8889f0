import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RunningSimulator, startSimulator } from '../running-simulator.ts'

let simulator: RunningSimulator
const hello = { to: '+15550100003', from: '+15550100004' }
const twiml = '<Response><Pause length="60"/></Response>'

describe('calls and participants made over REST', () => {
  beforeAll(async () => {
    simulator = await startSimulator()
  })
  beforeEach(async () => {
    await simulator.control('POST', '/reset')
    await simulator.control('POST', '/seed')
    await simulator.control('POST', '/voice', { media: false, updateLagMs: 0 })
    await simulator.control('POST', '/clock', { mode: 'manual' })
  })
  afterAll(() => simulator.stop())

  const advance = (advanceMs: number) => simulator.control('POST', '/clock', { advanceMs })

  it('is queued at first, then answered, and ends when its time is up', async () => {
    const { sid, status, direction } = await simulator.sdk.calls.create({ ...hello, twiml, timeLimit: 60 })
    expect([status, direction]).toEqual(['queued', 'outbound-api'])
    await advance(1)
    expect((await simulator.sdk.calls(sid).fetch()).status).toBe('in-progress')
    await advance(60_000)
    expect((await simulator.sdk.calls(sid).fetch()).status).toBe('completed')
  })

  it('needs instructions (21205)', async () => {
    await expect(simulator.sdk.calls.create(hello)).rejects.toMatchObject({ status: 400, code: 21205 })
  })

  it('is listed by number, status, parent and time, the newest first', async () => {
    const first = await simulator.sdk.calls.create({ ...hello, twiml })
    await advance(1)
    const second = await simulator.sdk.calls.create({ ...hello, to: '+15550100009', twiml })
    const sids = async (params: Parameters<typeof simulator.sdk.calls.list>[0]) =>
      (await simulator.sdk.calls.list(params)).map(({ sid }) => sid)
    expect(await sids({ pageSize: 1 })).toEqual([second.sid, first.sid])
    expect(await sids({ to: hello.to })).toEqual([first.sid])
    expect(await sids({ status: 'in-progress' })).toEqual([first.sid])
    expect(await sids({ startTimeAfter: new Date(0) })).toEqual([first.sid])
    expect(await sids({ parentCallSid: first.sid })).toEqual([])
  })

  it('is deleted once it is over, and not before', async () => {
    const { sid } = await simulator.sdk.calls.create({ ...hello, twiml })
    await advance(1)
    await expect(simulator.sdk.calls(sid).remove()).rejects.toMatchObject({ status: 409, code: 20009 })
    await simulator.sdk.calls(sid).update({ status: 'completed' })
    expect(await simulator.sdk.calls(sid).remove()).toBe(true)
    await expect(simulator.sdk.calls(sid).fetch()).rejects.toMatchObject({ status: 404 })
  })

  it('opens a conference by name, in which two are in progress once they have answered', async () => {
    const add = (label: string) => simulator.sdk.conferences('meeting').participants.create({ ...hello, label })
    const { conferenceSid, status } = await add('one')
    expect(status).toBe('ringing')
    await add('two')
    await expect(add('two')).rejects.toMatchObject({ status: 400 })
    await advance(1)
    expect(await simulator.sdk.conferences(conferenceSid).fetch()).toMatchObject({
      friendlyName: 'meeting',
      status: 'in-progress',
    })
    expect((await simulator.sdk.conferences(conferenceSid).participants('one').fetch()).status).toBe('connected')
  })

  it('coaches from the start, heard by one participant only', async () => {
    const agent = await simulator.sdk.conferences('meeting').participants.create(hello)
    const coach = await simulator.sdk
      .conferences('meeting')
      .participants.create({ ...hello, callSidToCoach: agent.callSid })
    expect(coach).toMatchObject({ coaching: true, callSidToCoach: agent.callSid })
  })

  it('records a conference until it ends, with pauses', async () => {
    const { conferenceSid } = await simulator.sdk
      .conferences('meeting')
      .participants.create({ ...hello, conferenceRecord: 'true' })
    await advance(1)
    const conference = simulator.sdk.conferences(conferenceSid)
    const [recording] = await conference.recordings.list()
    const paused = await conference.recordings('Twilio.CURRENT').update({ status: 'paused' })
    expect([recording?.status, paused.sid, paused.status]).toEqual(['in-progress', recording?.sid, 'paused'])
    await advance(5_000)
    await conference.update({ status: 'completed' })
    expect(await conference.recordings(paused.sid).fetch()).toMatchObject({ status: 'completed', duration: '5' })
    expect(await conference.recordings(paused.sid).remove()).toBe(true)
    expect(await conference.recordings.list()).toEqual([])
  })

  it('refuses SIPREC with a gap', async () => {
    const { uri } = await simulator.sdk.calls.create({ ...hello, twiml })
    const response = await simulator.rest('POST', `/api${uri.replace('.json', '')}/Siprec.json`, { Name: 'one' })
    expect([response.status, response.headers.get('x-simulator-gap')]).toEqual([501, 'SIPREC'])
  })
})

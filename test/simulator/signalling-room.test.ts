import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'
import { ask, camera, comeBack, enter, microphone, type Said } from './signalling-client.ts'
import { videoToken } from './video-token.ts'
import { startReceiver, type WebhookReceiver } from './webhook-receiver.ts'

let simulator: RunningSimulator
let receiver: WebhookReceiver
beforeAll(async () => {
  simulator = await startSimulator()
  receiver = await startReceiver()
})
afterAll(() => Promise.all([simulator.stop(), receiver.stop()]))
beforeEach(async () => {
  await simulator.control('POST', '/reset')
  receiver.received.length = 0
  await room()
})

const rooms = () => simulator.sdk.video.v1.rooms
const room = (change: object = {}) =>
  rooms().create({ uniqueName: 'room', statusCallback: `${receiver.url}/v`, ...change })
const status = async (name: string) => (await rooms()('room').participants(name).fetch()).status

/** Whether a message has a participant in this state. */
const tells =
  (who: string, state: string) =>
  ({ type, participants }: Said): boolean =>
    type === 'update' && participants.some((each) => each.identity === who && each.state === state)

describe('tracks', () => {
  it('are published, muted and unpublished, and the other browser, REST and the callback report it', async () => {
    const ada = await enter(simulator, 'ada')
    const ben = await enter(simulator, 'ben', { tracks: [microphone] })
    const tell = (revision: number, tracks: readonly unknown[]) =>
      ben.say({ type: 'update', session: ben.session, participant: { revision, tracks } })
    const shown = async () =>
      (await rooms()('room').participants('ben').publishedTracks.list()).map((each) => each.enabled)

    tell(2, [{ ...microphone, enabled: false }, camera])
    const { published } = await ben.hears(({ published }) => (published?.revision ?? 0) > 1)
    expect(published?.tracks[0]).toEqual(ben.answer.published?.tracks[0])
    const heard = await ada.hears(({ participants }) => participants.some(({ tracks }) => tracks?.length === 2))
    expect(heard.participants).toMatchObject([{ tracks: [{ kind: 'audio', enabled: false }, { kind: 'video' }] }])
    expect(heard.subscribed?.tracks.map(({ id }) => id)).toEqual(['mic', 'cam'])
    expect(await shown()).toEqual([false, true])

    tell(3, [microphone])
    await ada.hears(({ participants }) =>
      participants.some(({ tracks }) => tracks?.[0]?.enabled && tracks.length === 1),
    )
    expect(await shown()).toEqual([true])
    ben.say({ type: 'disconnect', session: ben.session })
    const received = await receiver.atLeast(10)
    expect(received.map(({ params }) => params['StatusCallbackEvent']).slice(2)).toEqual([
      'participant-connected',
      'track-added',
      'track-disabled',
      'track-added',
      'track-enabled',
      'track-removed',
      'track-removed',
      'participant-disconnected',
    ])
    expect(received[3]?.params).toMatchObject({
      ParticipantSid: ben.sid,
      ParticipantStatus: 'connected',
      ParticipantIdentity: 'ben',
      TrackSid: ben.answer.published?.tracks[0]?.sid,
      TrackKind: 'audio',
    })
  })

  it('are reported to others when they change, not for an old revision or the same state', async () => {
    const ada = await enter(simulator, 'ada')
    const ben = await enter(simulator, 'ben', { tracks: [microphone] })
    const say = (revision: number, enabled: boolean) =>
      ben.say({ type: 'update', session: ben.session, participant: { revision, tracks: [{ ...microphone, enabled }] } })
    say(1, false)
    say(2, true)
    say(5, false)
    say(5, true)
    say(4, true)
    say(6, false)
    await ben.settled()
    await ada.settled()
    const heard = ada.frames
      .flatMap(({ body }) => body?.participants ?? [])
      .filter(({ identity }) => identity === 'ben')
    expect(heard.map(({ tracks }) => tracks?.[0]?.enabled)).toEqual([true, false])
    expect(heard[1]?.revision).toBeGreaterThan(heard[0]?.revision ?? 0)
  })
})

describe('leaving', () => {
  it('is reported to the others after a disconnect message, and after a bye', async () => {
    const ada = await enter(simulator, 'ada')
    const ben = await enter(simulator, 'ben', { tracks: [camera] })
    ben.say({ type: 'disconnect', session: ben.session })
    const gone = await ada.hears(tells('ben', 'disconnected'))
    expect(gone).toMatchObject({ participants: [{ tracks: [{ name: 'camera' }] }], subscribed: { tracks: [] } })
    expect(await ben.closed).toBe(1000)
    const eve = await enter(simulator, 'eve')
    eve.send('{"type":"bye"}')
    await eve.settled()
    eve.cut()
    await ada.hears(tells('eve', 'disconnected'))
    expect((await rooms()('room').participants.list()).map(({ identity }) => identity)).toEqual(['ada'])
  })

  it('is without an error for a participant whom REST removes', async () => {
    const ada = await enter(simulator, 'ada')
    const ben = await enter(simulator, 'ben')
    await rooms()('room').participants('ben').update({ status: 'disconnected' })
    expect(await ben.hears(({ type }) => type === 'disconnected')).toMatchObject({ status: 'disconnected' })
    expect(await ben.closed).toBe(1000)
    await ada.hears(tells('ben', 'disconnected'))
  })

  it('is 53205 for the older of two with the same identity', async () => {
    const first = await enter(simulator, 'ada')
    const second = await enter(simulator, 'ada')
    expect(await first.hears(({ type }) => type === 'error')).toMatchObject({ code: 53205 })
    await simulator.control('POST', '/video/connect', { token: videoToken('ada'), room: 'room' })
    expect(await second.hears(({ type }) => type === 'error')).toMatchObject({ code: 53205 })
    expect(await rooms()('room').participants.list()).toHaveLength(1)
  })

  it('is 53216 when the time of a participant is over', async () => {
    await simulator.control('POST', '/reset')
    await room({ maxParticipantDuration: 600 })
    const ada = await enter(simulator, 'ada')
    await simulator.control('POST', '/clock', { advanceMs: 600_000 })
    expect(await ada.hears(({ type }) => type === 'error')).toMatchObject({ code: 53216 })
  })

  it('is the end of the room for everybody when the room is completed', async () => {
    const both = [await enter(simulator, 'ada'), await enter(simulator, 'ben')]
    await rooms()('room').update({ status: 'completed' })
    for (const each of both) {
      expect(await each.hears(({ type }) => type === 'disconnected')).toMatchObject({ status: 'completed' })
      expect(await each.closed).toBe(1000)
      expect(each.count(({ participants }) => participants.some(({ state }) => state === 'disconnected'))).toBe(0)
    }
  })
})

describe('a lost connection', () => {
  it('is shown as reconnecting until the browser comes back, with the changes meanwhile', async () => {
    const ada = await enter(simulator, 'ada')
    const ben = await enter(simulator, 'ben', { tracks: [microphone] })
    ben.cut()
    await ada.hears(tells('ben', 'reconnecting'))
    expect(await status('ben')).toBe('reconnecting')
    await simulator.control('POST', '/rooms/room/participants', { identity: 'eve' })
    const back = await comeBack(simulator, ben, { participant: { revision: 2, tracks: [microphone, camera] } })
    expect(back.answer).toMatchObject({
      type: 'synced',
      participant: { sid: ben.sid },
      participants: [{ identity: 'ada' }, { identity: 'eve' }],
      published: { tracks: [{ id: 'mic', sid: ben.answer.published?.tracks[0]?.sid }, { id: 'cam' }] },
    })
    expect(back.frames.flatMap(({ body }) => body?.type ?? [])).toEqual(['synced'])
    await ada.hears(tells('ben', 'connected'))
    await ada.hears(({ subscribed }) => subscribed?.tracks.length === 2)
    expect(await status('ben')).toBe('connected')
  })

  it('ends the participation after the session timeout', async () => {
    await simulator.control('POST', '/signalling', { sessionTimeoutSeconds: 8 })
    const ada = await enter(simulator, 'ada')
    const ben = await enter(simulator, 'ben')
    expect(ben.answer).toMatchObject({ options: { session_timeout: 8 } })
    await simulator.control('POST', '/clock', { mode: 'manual' })
    ben.cut()
    await ada.hears(tells('ben', 'reconnecting'))
    await simulator.control('POST', '/clock', { advanceMs: 7_999 })
    expect(await status('ben')).toBe('reconnecting')
    await simulator.control('POST', '/clock', { advanceMs: 1 })
    await ada.hears(tells('ben', 'disconnected'))
    expect((await comeBack(simulator, ben)).answer).toMatchObject({ type: 'error', code: 53204 })
  })

  it('does not end the participation of a browser that is back, even if it was back before the loss was noticed', async () => {
    await simulator.control('POST', '/clock', { mode: 'manual' })
    const ben = await enter(simulator, 'ben')
    const back = await comeBack(simulator, ben)
    expect(await ben.closed).toBe(1006)
    await simulator.control('POST', '/clock', { advanceMs: 60_000 })
    expect(await status('ben')).toBe('connected')
    back.cut()
    await expect.poll(() => status('ben')).toBe('reconnecting')
    expect((await comeBack(simulator, back)).answer.type).toBe('synced')
    await simulator.control('POST', '/clock', { advanceMs: 60_000 })
    expect(await status('ben')).toBe('connected')
  })

  it('is not taken over with another session or identity (53204) or an expired token (20104)', async () => {
    const ben = await enter(simulator, 'ben', { token: videoToken('ben', { ttl: 60 }) })
    const code = async (change: object) => (await comeBack(simulator, { ...ben, ...change })).answer.code
    expect(await code({ session: 'none' })).toBe(53204)
    expect(await code({ token: videoToken('eve') })).toBe(53204)
    await simulator.control('POST', '/clock', { mode: 'manual', advanceMs: 61_000 })
    expect(await code({})).toBe(20104)
  })

  it('can be made over the control API, and kept from healing until the next one, for this browser only', async () => {
    const ben = await enter(simulator, 'ben')
    expect((await simulator.control('POST', '/rooms/room/participants/ben/drop', { forMs: 60_000 })).status).toBe(200)
    expect(await ben.closed).toBe(1006)
    await expect(comeBack(simulator, ben)).rejects.toThrow('Closed')
    expect((await ask(simulator, 'eve')).answer.type).toBe('connected')
    await simulator.control('POST', `/rooms/room/participants/${ben.sid}/drop`)
    expect((await comeBack(simulator, ben)).answer.type).toBe('synced')
    await simulator.control('POST', '/rooms/room/participants', { identity: 'ada' })
    expect((await simulator.control('POST', '/rooms/room/participants/ada/drop')).status).toBe(404)
  })
})

it('browsers get start and stop of a recording; the control API has it, browsers and tracks', async () => {
  const ada = await enter(simulator, 'ada', { tracks: [microphone] })
  expect(ada.answer.recording).toEqual({ is_recording: false })
  await rooms()('room').recordingRules.update({ rules: [{ type: 'include', all: true }] })
  await ada.hears(({ recording }) => recording?.is_recording === true)
  const state = await simulator.control('GET', '/rooms/room')
  expect(state.body).toMatchObject({
    recording: true,
    participants: [{ identity: 'ada', browser: true, tracks: [{ kind: 'audio', enabled: true }] }],
  })
  await rooms()('room').recordingRules.update({ rules: [{ type: 'exclude', all: true }] })
  await ada.hears(({ type, recording }) => type === 'update' && recording?.is_recording === false)
})

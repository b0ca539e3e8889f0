import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changeTracks } from '../../simulator/video/tracks.ts'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'

let simulator: RunningSimulator

describe('recordings, subscriptions and transcriptions of a room over REST', () => {
  beforeAll(async () => {
    simulator = await startSimulator()
  })
  beforeEach(async () => {
    await simulator.control('POST', '/reset')
    await simulator.control('POST', '/clock', { mode: 'manual' })
  })
  afterAll(() => simulator.stop())

  const room = (name = 'call') => simulator.sdk.video.v1.rooms(name)
  const advance = (advanceMs: number) => simulator.control('POST', '/clock', { advanceMs })

  async function aRoom(params: Record<string, unknown> = {}): Promise<void> {
    await simulator.sdk.video.v1.rooms.create({ uniqueName: 'call', ...params })
    for (const identity of ['ada', 'ben']) await simulator.control('POST', '/rooms/call/participants', { identity })
    publish('ada', 'audio', 'video')
    publish('ben', 'audio')
  }

  function publish(identity: string, ...kinds: ('audio' | 'video')[]): void {
    const stored = simulator.cloud.video.inProgress.get('call')
    const participant = stored?.connected.get(identity)
    if (stored === undefined || participant === undefined) throw new Error('nobody is there')
    const tracks = kinds.map((kind) => {
      return { id: `${identity}-${kind}`, kind, name: kind, enabled: true, priority: 'standard' } as const
    })
    changeTracks(simulator.cloud, stored, participant, tracks)
  }

  it('records every track while the rules include it, and has its duration', async () => {
    await aRoom({ recordParticipantsOnConnect: true })
    await advance(5_000)
    publish('ada', 'audio')
    const recordings = await room().recordings.list()
    expect(recordings.map(({ type, status, duration }) => [type, status, duration])).toEqual([
      ['audio', 'processing', null],
      ['video', 'completed', 5],
      ['audio', 'processing', null],
    ])
    expect(await room().recordings.list({ status: 'completed' })).toHaveLength(1)
  })

  it('makes a new recording when a track is recorded again', async () => {
    await aRoom()
    const only = [{ type: 'include', publisher: 'ben' }]
    for (const rules of [only, [{ type: 'exclude', all: true }], only]) await room().recordingRules.update({ rules })
    expect((await room().recordings.list()).map(({ status }) => status)).toEqual(['completed', 'processing'])
  })

  it('deletes a recording, and keeps its record; there are no media', async () => {
    await aRoom({ recordParticipantsOnConnect: true })
    await room().update({ status: 'completed' })
    const [recording] = await simulator.sdk.video.v1.recordings.list()
    const path = `/video/v1/Recordings/${recording?.sid}`
    const media = await simulator.rest('GET', `${path}/Media`)
    expect([media.status, media.headers.get('x-simulator-gap')]).toEqual([501, 'what has been recorded'])
    await simulator.sdk.video.v1.recordings(String(recording?.sid)).remove()
    expect(await simulator.sdk.video.v1.recordings(String(recording?.sid)).fetch()).toMatchObject({ status: 'deleted' })
    expect((await simulator.rest('GET', `${path}/Media`)).status).toBe(404)
  })

  it('lists a participant’s subscriptions, by its rules', async () => {
    await aRoom()
    const ben = room().participants('ben')
    expect((await ben.subscribedTracks.list()).map(({ kind }) => kind)).toEqual(['audio', 'video'])
    await ben.subscribeRules.update({ rules: [{ type: 'include', kind: 'audio' }] })
    const [received, none] = await ben.subscribedTracks.list()
    const { sid } = await room().participants('ada').fetch()
    expect([received?.kind, received?.publisherSid, none]).toEqual(['audio', sid, undefined])
  })

  it('gives a participant’s SID for a name, and keeps the participant in the room', async () => {
    await aRoom()
    const { sid } = await room().participants('ada').fetch()
    expect(await room().participants(sid).anonymize().update()).toMatchObject({ identity: sid, status: 'connected' })
    await expect(room().participants('ada').fetch()).rejects.toMatchObject({ status: 404 })
  })

  it('has one transcription, which counts the time with a participant', async () => {
    await aRoom()
    const started = await room().transcriptions.create({ configuration: { partialResults: true } })
    expect(started).toMatchObject({ status: 'started', configuration: { partialResults: 'true' } })
    await advance(10_000)
    await room().transcriptions(started.ttid).update({ status: 'stopped' })
    await advance(10_000)
    await room()
      .transcriptions(started.ttid)
      .update({ status: 'started', configuration: { languageCode: 'de-DE' } })
    await advance(5_000)
    expect(await room().transcriptions.list()).toMatchObject([
      {
        ttid: started.ttid,
        status: 'started',
        duration: 15,
        configuration: { partialResults: 'true', languageCode: 'de-DE' },
      },
    ])
  })

  it('composes a room once it has ended, and keeps the record of a deleted composition', async () => {
    await aRoom()
    const { sid } = await room().fetch()
    const { v1 } = simulator.sdk.video
    await expect(v1.compositions.create({ roomSid: sid })).rejects.toMatchObject({ status: 400 })
    const made = await v1.compositions.create({ roomSid: sid, audioSources: ['*'], format: 'mp4' })
    const status = async () => (await v1.compositions(made.sid).fetch()).status
    await advance(10_000)
    expect(await status()).toBe('enqueued')
    await room().update({ status: 'completed' })
    expect(await status()).toBe('processing')
    await advance(5_000)
    expect(await v1.compositions(made.sid).fetch()).toMatchObject({ status: 'completed', duration: 10 })
    await v1.compositions(made.sid).remove()
    expect((await v1.compositions.list({ status: 'deleted' })).map((each) => each.sid)).toEqual([made.sid])
  })

  it('refuses composition hooks with a gap', async () => {
    const response = await simulator.rest('GET', '/video/v1/CompositionHooks')
    expect([response.status, response.headers.get('x-simulator-gap')]).toEqual([501, 'CompositionHooks'])
  })

  it('names a transcription as without effect: captions come only from the control API', async () => {
    await aRoom()
    const response = await simulator.rest('POST', '/video/v1/Rooms/call/Transcriptions')
    expect([response.status, response.headers.get('x-simulator-gap')]).toEqual([
      202,
      'captions come only from the control door',
    ])
  })
})

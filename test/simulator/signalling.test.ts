import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'
import { ask, camera, enter, hello, microphone, openSocket } from './signalling-client.ts'
import { videoToken } from './video-token.ts'

let simulator: RunningSimulator
beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator.stop())
beforeEach(() => simulator.control('POST', '/reset'))

const rooms = () => simulator.sdk.video.v1.rooms
const room = (change: object = {}) => rooms().create({ uniqueName: 'room', ...change })

describe('entering a room with a browser', () => {
  it('answers with the room, and REST lists the participant and its tracks', async () => {
    const { sid } = await room({ recordParticipantsOnConnect: true })
    const ada = await enter(simulator, 'ada', { tracks: [microphone, camera] })
    expect(ada.answer).toMatchObject({
      sid,
      name: 'room',
      participant: { identity: 'ada', state: 'connected' },
      participants: [],
      published: { revision: 1, tracks: [{ id: 'mic' }, { id: 'cam' }] },
      subscribed: { tracks: [] },
      recording: { is_recording: true },
      options: { session_timeout: 30, signaling_region: 'us1', audio_processors: ['krisp', 'rnnoise'] },
    })
    expect(await rooms()(sid).participants.list()).toMatchObject([{ sid: ada.sid, status: 'connected' }])
    const tracks = await rooms()(sid).participants('ada').publishedTracks.list()
    expect(tracks.map(({ kind, name }) => [kind, name])).toEqual([
      ['audio', 'microphone'],
      ['video', 'camera'],
    ])
    expect(tracks.map((each) => each.sid)).toEqual(ada.answer.published?.tracks.map((each) => each.sid))
    const track = rooms()(sid).participants(ada.sid).publishedTracks(String(tracks[0]?.sid))
    expect(await track.fetch()).toMatchObject({ enabled: true, participantSid: ada.sid })
  })

  it('shows other participants, with a browser or without, and is shown to them', async () => {
    const { sid } = await room()
    const ada = await enter(simulator, 'ada', { tracks: [microphone] })
    await simulator.control('POST', '/rooms/room/participants', { identity: 'ben' })
    const eve = await enter(simulator, 'eve', { name: sid, tracks: [camera] })
    expect(eve.answer.participants).toMatchObject([
      { identity: 'ada', tracks: [{ kind: 'audio', name: 'microphone', enabled: true }] },
      { identity: 'ben', tracks: [] },
    ])
    expect(eve.answer.subscribed?.tracks).toEqual([{ id: 'mic', sid: ada.answer.published?.tracks[0]?.sid }])
    const told = await ada.hears(({ participants }) => participants.some(({ identity }) => identity === 'eve'))
    expect(told.subscribed?.tracks).toEqual([{ id: 'cam', sid: eve.answer.published?.tracks[0]?.sid }])
  })

  it('subscribes to nothing when it excludes all tracks', async () => {
    await room()
    await enter(simulator, 'ada', { tracks: [microphone] })
    const ben = await enter(simulator, 'ben', { subscribe: 'exclude' })
    expect(ben.answer).toMatchObject({ participants: [{ tracks: [{}] }], subscribed: { tracks: [] } })
  })

  it.each([
    ['not a token at all', () => 'x.y', 20101],
    ['a broken header', () => 'x.y.z', 20102],
    ['another key', () => videoToken('ada', { key: 'SK00000000000000000000000000000009' }), 20103],
    ['an expired token', () => videoToken('ada', { ttl: -10 }), 20104],
    ['a token for later', () => videoToken('ada', { nbf: Math.floor(Date.now() / 1000) + 600 }), 20105],
    ['no video grant', () => videoToken('ada', { video: false }), 20106],
    ['a token for another room', () => videoToken('ada', { room: 'elsewhere' }), 20106],
    ['the wrong secret', () => videoToken('ada', { secret: 'x'.repeat(32) }), 20107],
  ])('is refused with %s, and the connection closed', async (_, token, code) => {
    await room()
    const ada = await ask(simulator, 'ada', { token: token() })
    expect(ada.answer).toMatchObject({ type: 'error', code })
    expect(ada.frames[0]).toMatchObject({ type: 'welcome', negotiatedTimeout: 5000 })
    expect(await ada.closed).toBe(1000)
  })

  it('accepts a token whose room is a SID or a name, and a connect message within the hello', async () => {
    const { sid } = await room()
    expect((await enter(simulator, 'ada', { name: null, token: videoToken('ada', { room: sid }) })).answer.sid).toBe(
      sid,
    )
    expect((await enter(simulator, 'ben', { name: sid, token: videoToken('ben', { room: 'room' }) })).answer.sid).toBe(
      sid,
    )
    const eve = await openSocket(simulator)
    const participant = { revision: 1, tracks: [] }
    eve.send(hello({ type: 'connect', token: videoToken('eve'), name: 'room', participant, ice_servers: 'overrode' }))
    expect(await eve.hears(({ type }) => type === 'connected')).toMatchObject({ sid })
  })

  it('is refused when the room is missing (53106), misnamed (53101), over (53118 by SID) or full (53105)', async () => {
    const code = async (name: string | null): Promise<unknown> => (await ask(simulator, 'ada', { name })).answer.code
    expect(await code('nowhere')).toBe(53106)
    expect(await code(null)).toBe(53106)
    expect(await code('n'.repeat(129))).toBe(53101)
    const { sid } = await room()
    await rooms()(sid).update({ status: 'completed' })
    expect(await code(sid)).toBe(53118)
    expect(await code('room')).toBe(53106)
    await room({ maxParticipants: 1 })
    await enter(simulator, 'ben')
    expect(await code('room')).toBe(53105)
  })

  it('makes the requested room where rooms are made so, under its name or without one, and never by SID', async () => {
    await simulator.control('POST', '/signalling', { adHocRooms: true })
    const ada = await enter(simulator, 'ada', { name: 'new' })
    expect(await rooms()('new').fetch()).toMatchObject({ sid: ada.answer.sid, status: 'in-progress', type: 'group' })
    expect((await enter(simulator, 'ben', { name: 'new' })).answer.sid).toBe(ada.answer.sid)
    const eve = await enter(simulator, 'eve', { name: null })
    expect(await rooms()(eve.answer.sid ?? '').fetch()).toMatchObject({ uniqueName: eve.answer.sid })
    expect((await ask(simulator, 'fay', { name: `RM${'9'.repeat(32)}` })).answer.code).toBe(53106)
  })

  it('is cut in mode refuse, never answered in silent, refused in busy, and accepted again in ok', async () => {
    await room()
    await simulator.control('POST', '/signalling', { mode: 'refuse' })
    await expect(openSocket(simulator)).rejects.toThrow('socket hang up')
    await simulator.control('POST', '/signalling', { mode: 'silent' })
    const unheard = await openSocket(simulator)
    unheard.send(hello({ type: 'ice', token: videoToken('ada') }))
    await unheard.settled()
    expect(unheard.frames).toEqual([])
    await simulator.control('POST', '/signalling', { mode: 'busy' })
    const busy = await openSocket(simulator)
    busy.send(hello({ type: 'ice', token: videoToken('ada') }))
    await busy.settled()
    expect(busy.frames).toMatchObject([{ type: 'busy', retryAfter: -1 }])
    await simulator.control('POST', '/signalling', { mode: 'ok' })
    expect((await ask(simulator, 'ada')).answer.type).toBe('connected')
  })
})

describe('a connection', () => {
  it('answers garbage with "bad", and is closed by the 21st (1008), by a large frame (1009), at an unknown path (404)', async () => {
    const client = await openSocket(simulator)
    for (const text of ['', '{', '[]', '"x"', '{"type":"what"}', '{"type":"hello","version":1}', '{"type":"msg"}'])
      client.send(text)
    client.send(hello({ type: 'ice', token: videoToken('ada') }))
    await client.hears(({ type }) => type === 'iced')
    const answers = () => client.frames.filter(({ type }) => type === 'bad').length
    expect(answers()).toBe(7)
    for (let i = 8; i <= 20; i += 1) client.send('{}')
    await client.settled()
    expect(answers()).toBe(20)
    client.send('{}')
    expect(await client.closed).toBe(1008)
    const large = await openSocket(simulator)
    large.send(hello({ type: 'ice', token: 'x'.repeat(300_000) }))
    expect(await large.closed).toBe(1009)
    await expect(openSocket(simulator, '/nowhere')).rejects.toThrow('404')
  })

  it.each([
    { type: 'connect' },
    { type: 'dance' },
    { type: 'update', participant: { revision: 'one', tracks: [] } },
    { type: 'update', peer_connections: [{ id: 'x', description: { type: 'create-offer', revision: 1 } }] },
  ])('ends with 53004 after %j', async (message) => {
    await room()
    const ada = await enter(simulator, 'ada')
    ada.say(message)
    expect(await ada.hears(({ type }) => type === 'error')).toMatchObject({ code: 53004 })
    expect(await ada.closed).toBe(1000)
  })

  it('gets a heartbeat for each timeout at least, and is closed after three without one from the browser', async () => {
    const [lively, silent] = [await openSocket(simulator), await openSocket(simulator)]
    const closed: string[] = []
    void lively.closed.then(() => closed.push('lively'))
    void silent.closed.then(() => closed.push('silent'))
    for (const each of [lively, silent])
      each.send(JSON.stringify({ type: 'hello', id: 'x', version: 2, timeout: 1000 }))
    const beating = setInterval(() => lively.send('{"type":"heartbeat"}'), 250)
    await silent.closed
    clearInterval(beating)
    expect(closed).toEqual(['silent'])
    expect(silent.frames.filter(({ type }) => type === 'heartbeat').length).toBeGreaterThanOrEqual(3)
    lively.cut()
  })

  it('accepts the SDK’s telemetry, and answers only its connect, with an error when the token is bad', async () => {
    const client = await openSocket(simulator, '/v1/VideoEvents')
    for (const each of [
      { type: 'connect', token: videoToken('ada'), version: 1 },
      { type: 'connect', token: 'x', version: 1 },
      { type: 'event', name: 'x' },
    ])
      client.send(JSON.stringify(each))
    client.send('not JSON')
    await client.settled()
    expect(client.frames).toMatchObject([
      { type: 'connected', version: 1 },
      { type: 'error', code: 20101, version: 1 },
    ])
  })

  it('is cut by a reset, which leaves no browser, no socket and an empty journal', async () => {
    await room()
    const ada = await enter(simulator, 'ada')
    await simulator.control('POST', '/reset')
    expect(await ada.closed).toBe(1006)
    expect((await simulator.control('GET', '/journal')).body['entries']).toEqual([])
    expect((await simulator.control('GET', '/signalling')).body).toMatchObject({ browsers: 0, sockets: 0 })
  })
})

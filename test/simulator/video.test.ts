import twilio from 'twilio'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fakeAccount } from '../../simulator/cloud/account.ts'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'

let simulator: RunningSimulator
beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator.stop())
beforeEach(() => simulator.control('POST', '/reset'))

const rooms = () => simulator.sdk.video.v1.rooms

describe('rooms', () => {
  it('are created with the given settings', async () => {
    const asked = {
      uniqueName: 'a-room',
      type: 'group' as const,
      maxParticipants: 4,
      maxParticipantDuration: 7_200,
      emptyRoomTimeout: 2,
      unusedRoomTimeout: 3,
      recordParticipantsOnConnect: false,
      statusCallback: 'https://example.com/video#rc=3',
      statusCallbackMethod: 'POST',
      videoCodecs: ['VP8' as const],
      mediaRegion: 'ie1',
    }
    const recordingRules = [{ type: 'include', kind: 'audio' }]
    const room = await rooms().create({ ...asked, recordingRules })
    expect(room).toMatchObject({ ...asked, status: 'in-progress' })
    expect(await rooms()(room.sid).recordingRules.fetch()).toMatchObject({
      rules: [{ type: 'include', kind: 'audio' }],
    })
  })

  it('have a unique name while in progress (53113), which is free afterwards', async () => {
    const first = await rooms().create({ uniqueName: 'taken' })
    await expect(rooms().create({ uniqueName: 'taken' })).rejects.toMatchObject({ status: 400, code: 53113 })
    await rooms()(first.sid).update({ status: 'completed' })
    const second = await rooms().create({ uniqueName: 'taken' })
    expect(second.sid).not.toBe(first.sid)
  })

  it('are found by name only while in progress, and by SID afterwards too', async () => {
    const { sid } = await rooms().create({ uniqueName: 'named' })
    expect((await rooms()('named').fetch()).sid).toBe(sid)
    await rooms()('named').update({ status: 'completed' })
    await expect(rooms()('named').fetch()).rejects.toMatchObject({ status: 404, code: 20404 })
    expect(await rooms()(sid).fetch()).toMatchObject({ status: 'completed', duration: 0 })
  })

  it('are completed once (202), and refuse it afterwards (53112)', async () => {
    const { sid } = await rooms().create({})
    const { statusCode } = await rooms()(sid).updateWithHttpInfo({ status: 'completed' })
    expect(statusCode).toBe(202)
    await expect(rooms()(sid).update({ status: 'completed' })).rejects.toMatchObject({ code: 53112 })
  })

  it.each([
    [{ type: 'go' as const }, 53126],
    [{ type: 'round' as never }, 53108],
    [{ maxParticipants: 51 }, 53107],
    [{ emptyRoomTimeout: 61 }, 53109],
    [{ unusedRoomTimeout: 0 }, 53109],
    [{ statusCallback: 'not a url' }, 53111],
    [{ statusCallbackMethod: 'PUT' as never }, 53110],
    [{ uniqueName: 'n'.repeat(129) }, 53101],
    [{ uniqueName: 'a/b' }, 53102],
    [{ mediaRegion: 'mars1' }, 53115],
    [{ maxParticipantDuration: 86_401 }, 20001],
  ])('refuse %j with %i', async (params, code) => {
    await expect(rooms().create(params)).rejects.toMatchObject({ code })
  })

  it('are listed page by page, newest first, without skipping over ended ones; by status, name and date', async () => {
    const names = Array.from({ length: 7 }, (_, i) => `room-${i}`)
    for (const uniqueName of names) await rooms().create({ uniqueName })
    const listed = await rooms().list({ pageSize: 3 })
    expect(listed.map(({ uniqueName }) => uniqueName)).toEqual(names.toReversed())
    const page = await rooms().page({ pageSize: 3 })
    await rooms()('room-4').update({ status: 'completed' })
    const next = await page.nextPage()
    expect(next?.instances.map(({ uniqueName }) => uniqueName)).toEqual(['room-3', 'room-2', 'room-1'])
    expect((await rooms().list({ status: 'completed' })).map(({ uniqueName }) => uniqueName)).toEqual(['room-4'])
    expect(await rooms().list({ uniqueName: 'room-2' })).toHaveLength(1)
    expect(await rooms().list({ dateCreatedAfter: new Date(Date.now() + 60_000) })).toEqual([])
  })
})

describe('participants', () => {
  const enter = (room: string, identity: string) =>
    simulator.control('POST', `/rooms/${room}/participants`, { identity }).then(({ body }) => String(body['sid']))

  it('are listed and fetched by identity, and listed as disconnected only on request', async () => {
    const { sid } = await rooms().create({})
    const ada = await enter(sid, 'ada')
    expect(await rooms()(sid).participants.list()).toHaveLength(1)
    expect(await rooms()(sid).participants('ada').fetch()).toMatchObject({ sid: ada, status: 'connected' })
    const gone = await rooms()(sid).participants(ada).update({ status: 'disconnected' })
    expect(gone.status).toBe('disconnected')
    expect(await rooms()(sid).participants.list()).toEqual([])
    expect(await rooms()(sid).participants.list({ status: 'disconnected' })).toHaveLength(1)
  })

  it('with the same identity replace each other, also in a full room', async () => {
    const { sid } = await rooms().create({ maxParticipants: 1 })
    const first = await enter(sid, 'ada')
    const second = await enter(sid, 'ada')
    expect((await rooms()(sid).participants(first).fetch()).status).toBe('disconnected')
    expect((await rooms()(sid).participants.list()).map((each) => each.sid)).toEqual([second])
  })

  it('are refused by a full room with 53105', async () => {
    const { sid } = await rooms().create({ maxParticipants: 1 })
    await enter(sid, 'ada')
    const refused = await simulator.control('POST', `/rooms/${sid}/participants`, { identity: 'ben' })
    expect(refused).toMatchObject({ status: 400, body: { code: 53105 } })
  })

  it('all leave when the room is completed', async () => {
    const { sid } = await rooms().create({})
    await enter(sid, 'ada')
    await rooms()(sid).update({ status: 'completed' })
    expect(await rooms()(sid).participants.list()).toMatchObject([{ identity: 'ada', status: 'disconnected' }])
  })
})

describe('joining with an access token', () => {
  const { AccessToken } = twilio.jwt
  const token = (
    room: string,
    change: { secret?: string; key?: string; ttl?: number; video?: boolean } = {},
  ): string => {
    const { accountSid, apiKeySid, apiKeySecret } = fakeAccount
    const made = new AccessToken(accountSid, change.key ?? apiKeySid, change.secret ?? apiKeySecret, {
      identity: 'ada',
      ttl: change.ttl ?? 600,
    })
    if (change.video !== false) made.addGrant(new AccessToken.VideoGrant({ room }))
    return made.toJwt()
  }
  const connect = (jwt: string) => simulator.control('POST', '/video/connect', { token: jwt })

  it('enters the room of the grant, by name or SID', async () => {
    const { sid } = await rooms().create({ uniqueName: 'granted' })
    expect(await connect(token('granted'))).toMatchObject({ status: 201, body: { roomSid: sid, identity: 'ada' } })
    expect(await connect(token(sid))).toMatchObject({ status: 201, body: { roomSid: sid } })
  })

  it.each([
    ['not a token at all', () => 'x.y', 20101],
    ['a broken header', () => 'x.y.z', 20102],
    ['another key', () => token('granted', { key: 'SK00000000000000000000000000000009' }), 20103],
    ['more than a day', () => token('granted', { ttl: 86_401 }), 20104],
    ['no video grant', () => token('granted', { video: false }), 20106],
    ['the wrong secret', () => token('granted', { secret: 'x'.repeat(32) }), 20107],
  ])('is refused with %s', async (_, make, code) => {
    await rooms().create({ uniqueName: 'granted' })
    expect(await connect(make())).toMatchObject({ status: 401, body: { code } })
  })

  it('is refused once the token has expired', async () => {
    await rooms().create({ uniqueName: 'granted' })
    const jwt = token('granted', { ttl: 60 })
    await simulator.control('POST', '/clock', { mode: 'manual', advanceMs: 61_000 })
    expect(await connect(jwt)).toMatchObject({ status: 401, body: { code: 20104 } })
  })

  it('is refused when the room is missing (53106) or over (53118)', async () => {
    expect(await connect(token('nowhere'))).toMatchObject({ status: 404, body: { code: 53106 } })
    const { sid } = await rooms().create({})
    await rooms()(sid).update({ status: 'completed' })
    expect(await connect(token(sid))).toMatchObject({ status: 400, body: { code: 53118 } })
  })
})

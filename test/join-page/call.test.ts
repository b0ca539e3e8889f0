import { afterEach, expect, it, vi } from 'vitest'
import { aCall, seat, settled } from './a-call.ts'

afterEach(() => {
  vi.useRealTimers()
})

it('three entries make one connect', async () => {
  const { call, connects, heard, enter } = aCall()
  call.enter(seat)
  call.enter(seat)
  await enter()
  expect(connects).toHaveLength(1)
  expect(heard).toEqual([{ type: 'room.joined' }])
  expect(call.view.value.is).toBe('in')
})

it('the connect has token, room and signalling of the seat, and both tracks', async () => {
  const { call, connects } = aCall()
  call.enter({ ...seat, signalingUrl: 'ws://127.0.0.1:1/signaling' })
  await settled()
  expect(connects[0]?.token).toBe(seat.token)
  expect(connects[0]?.options).toMatchObject({ name: 'RM1', wsServer: 'ws://127.0.0.1:1/signaling', insights: false })
  expect(connects[0]?.options['tracks']).toHaveLength(2)
  expect(call.view.value.is).toBe('connecting')
})

it('the connect has no signalling server where the seat has none', async () => {
  const { call, connects } = aCall()
  call.enter(seat)
  await settled()
  expect(connects[0]?.options).not.toHaveProperty('wsServer')
  expect(connects[0]?.options).not.toHaveProperty('insights')
})

it('leaving cancels a running connect, reports nothing, and keeps the camera on', async () => {
  const { call, connects, heard, camera } = aCall()
  call.enter(seat)
  await settled()
  call.leave()
  await settled()
  expect(connects[0]?.isCanceled).toBe(true)
  expect(heard).toEqual([])
  expect(camera.value).toMatchObject({ is: 'on', track: { readyState: 'live' } })
})

it('a room that opens at the moment of leaving is left without a report', async () => {
  const { call, connects, heard } = aCall()
  call.enter(seat)
  await settled()
  const room = connects[0]?.succeeds()
  call.leave()
  await settled()
  expect(room?.state).toBe('disconnected')
  expect(heard).toEqual([])
})

it('leaving before the SDK has loaded prevents the connect', async () => {
  const { call, connects } = aCall()
  call.enter(seat)
  call.leave()
  await settled()
  expect(connects).toEqual([])
})

it.each([20104, 53000, 53105, 53118, 53205])(
  'a refusal is reported with its code %d, and the camera stays on',
  async (code) => {
    const { call, connects, heard, camera } = aCall()
    call.enter(seat)
    await settled()
    connects[0]?.fails(code)
    await settled()
    expect(heard).toEqual([{ type: 'room.refused', code }])
    expect(camera.value).toMatchObject({ track: { readyState: 'live' } })
    expect(call.view.value.is).toBe('out')
  },
)

it('an error that is not Twilio’s is reported without a code', async () => {
  const { call, connects, heard } = aCall()
  call.enter(seat)
  await settled()
  connects[0]?.fails(8)
  await settled()
  expect(heard).toEqual([{ type: 'room.refused', code: undefined }])
})

it('an SDK that does not load is reported as no connection (53000)', async () => {
  const { call, heard } = aCall(Promise.reject(new Error('offline')))
  call.enter(seat)
  await settled()
  expect(heard).toEqual([{ type: 'room.refused', code: 53000 }])
})

it('a room without an answer for 20 s is given up as no connection (53000)', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { call, connects, heard } = aCall()
  call.enter(seat)
  await settled()
  vi.advanceTimersByTime(19_999)
  expect(heard).toEqual([])
  vi.advanceTimersByTime(1)
  expect(connects[0]?.isCanceled).toBe(true)
  expect(heard).toEqual([{ type: 'room.refused', code: 53000 }])
})

it.each([20104, 53001, 53118, 53205, 53216, 53405, undefined])(
  'the reason of an end is reported once: %s',
  async (code) => {
    const { call, heard, enter } = aCall()
    const room = await enter()
    room.ends(code)
    room.emit('disconnected', room)
    expect(heard).toEqual([{ type: 'room.joined' }, { type: 'room.left', code }])
    expect(call.view.value.is).toBe('out')
  },
)

it('leaving makes no report, keeps the camera on, and allows another entry', async () => {
  const { call, connects, heard, enter, camera } = aCall()
  const room = await enter()
  call.leave()
  expect(room.state).toBe('disconnected')
  expect(heard).toEqual([{ type: 'room.joined' }])
  expect(camera.value).toMatchObject({ track: { readyState: 'live' } })
  await enter()
  expect(connects).toHaveLength(2)
  expect(heard).toHaveLength(2)
})

it('a closed page leaves without a report', async () => {
  const { heard, enter, closePage } = aCall()
  const room = await enter()
  closePage()
  expect(room.state).toBe('disconnected')
  expect(heard).toEqual([{ type: 'room.joined' }])
})

it('a room that lasted a minute is reported once, not one that was lost before', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { heard, enter } = aCall()
  const lost = await enter()
  vi.advanceTimersByTime(59_999)
  lost.ends(53001)
  vi.advanceTimersByTime(1)
  expect(heard).toEqual([{ type: 'room.joined' }, { type: 'room.left', code: 53001 }])
  await enter()
  vi.advanceTimersByTime(180_000)
  expect(heard.slice(2)).toEqual([{ type: 'room.joined' }, { type: 'room.held' }])
})

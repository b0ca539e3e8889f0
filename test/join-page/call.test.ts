import { afterEach, expect, it, vi } from 'vitest'
import { aCall, seat, settled } from './a-call.ts'

afterEach(() => {
  vi.useRealTimers()
})

it('connects once, however often one enters', async () => {
  const { call, connects, heard, enter } = aCall()
  call.enter(seat)
  call.enter(seat)
  await enter()
  expect(connects).toHaveLength(1)
  expect(heard).toEqual([{ type: 'room.joined' }])
  expect(call.view.value.is).toBe('in')
})

it('takes what media has into the room, and the signalling of the seat', async () => {
  const { call, connects } = aCall()
  call.enter({ ...seat, signalingUrl: 'ws://127.0.0.1:1/signaling' })
  await settled()
  expect(connects[0]?.token).toBe(seat.token)
  expect(connects[0]?.options).toMatchObject({ name: 'RM1', wsServer: 'ws://127.0.0.1:1/signaling', insights: false })
  expect(connects[0]?.options['tracks']).toHaveLength(2)
  expect(call.view.value.is).toBe('connecting')
})

it('leaves Twilio’s own servers alone where the seat names none', async () => {
  const { call, connects } = aCall()
  call.enter(seat)
  await settled()
  expect(connects[0]?.options).not.toHaveProperty('wsServer')
  expect(connects[0]?.options).not.toHaveProperty('insights')
})

it('cancels a connect that is left, and says nothing', async () => {
  const { call, connects, heard, camera } = aCall()
  call.enter(seat)
  await settled()
  call.leave()
  await settled()
  expect(connects[0]?.isCanceled).toBe(true)
  expect(heard).toEqual([])
  expect(camera.value).toMatchObject({ is: 'on', track: { readyState: 'live' } })
})

it('gets out again when the room opens in the moment of leaving', async () => {
  const { call, connects, heard } = aCall()
  call.enter(seat)
  await settled()
  const room = connects[0]?.succeeds()
  call.leave()
  await settled()
  expect(room?.state).toBe('disconnected')
  expect(heard).toEqual([])
})

it('does not connect when it is left before the SDK has come', async () => {
  const { call, connects } = aCall()
  call.enter(seat)
  call.leave()
  await settled()
  expect(connects).toEqual([])
})

it.each([20104, 53000, 53105, 53118, 53205])('says why it was refused: %d', async (code) => {
  const { call, connects, heard, camera } = aCall()
  call.enter(seat)
  await settled()
  connects[0]?.fails(code)
  await settled()
  expect(heard).toEqual([{ type: 'room.refused', code }])
  expect(camera.value).toMatchObject({ track: { readyState: 'live' } })
  expect(call.view.value.is).toBe('out')
})

it('gives no number that is not Twilio’s', async () => {
  const { call, connects, heard } = aCall()
  call.enter(seat)
  await settled()
  connects[0]?.fails(8)
  await settled()
  expect(heard).toEqual([{ type: 'room.refused', code: undefined }])
})

it('calls an SDK that does not arrive a missing connection', async () => {
  const { call, heard } = aCall(Promise.reject(new Error('offline')))
  call.enter(seat)
  await settled()
  expect(heard).toEqual([{ type: 'room.refused', code: 53000 }])
})

it('does not wait for ever for a room that does not answer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { call, connects, heard } = aCall()
  call.enter(seat)
  await settled()
  vi.advanceTimersByTime(20_000)
  expect(connects[0]?.isCanceled).toBe(true)
  expect(heard).toEqual([{ type: 'room.refused', code: 53000 }])
})

it.each([20104, 53001, 53118, 53205, 53216, 53405, undefined])('says once why it ended: %s', async (code) => {
  const { call, heard, enter } = aCall()
  const room = await enter()
  room.ends(code)
  room.ends(code)
  expect(heard).toEqual([{ type: 'room.joined' }, { type: 'room.left', code }])
  expect(call.view.value.is).toBe('out')
})

it('leaves without a word, and can be entered again', async () => {
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

it('leaves when the page is closed', async () => {
  const { heard, enter, closePage } = aCall()
  const room = await enter()
  closePage()
  expect(room.state).toBe('disconnected')
  expect(heard).toEqual([{ type: 'room.joined' }])
})

import { afterEach, expect, it, vi } from 'vitest'
import { aCall, seat, settled } from './a-call.ts'

afterEach(() => {
  vi.useRealTimers()
})

it('connects once when it is entered three times', async () => {
  const { call, connects, heard, enter } = aCall()
  call.enter(seat)
  call.enter(seat)
  await enter()
  expect(connects).toHaveLength(1)
  expect(heard).toEqual([{ type: 'room.joined' }])
  expect(call.view.value.is).toBe('in')
})

it('connects with token, room and signalling of the seat, and with both tracks of media', async () => {
  const { call, connects } = aCall()
  call.enter({ ...seat, signalingUrl: 'ws://127.0.0.1:1/signaling' })
  await settled()
  expect(connects[0]?.token).toBe(seat.token)
  expect(connects[0]?.options).toMatchObject({ name: 'RM1', wsServer: 'ws://127.0.0.1:1/signaling', insights: false })
  expect(connects[0]?.options['tracks']).toHaveLength(2)
  expect(call.view.value.is).toBe('connecting')
})

it('names no signalling server where the seat names none', async () => {
  const { call, connects } = aCall()
  call.enter(seat)
  await settled()
  expect(connects[0]?.options).not.toHaveProperty('wsServer')
  expect(connects[0]?.options).not.toHaveProperty('insights')
})

it('cancels a connect that is left, reports nothing, and leaves the camera on', async () => {
  const { call, connects, heard, camera } = aCall()
  call.enter(seat)
  await settled()
  call.leave()
  await settled()
  expect(connects[0]?.isCanceled).toBe(true)
  expect(heard).toEqual([])
  expect(camera.value).toMatchObject({ is: 'on', track: { readyState: 'live' } })
})

it('leaves a room that opens in the moment of leaving, and reports nothing', async () => {
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

it.each([20104, 53000, 53105, 53118, 53205])(
  'reports why it was refused, and leaves the camera on: %d',
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

it('reports no code for an error that is not Twilio’s', async () => {
  const { call, connects, heard } = aCall()
  call.enter(seat)
  await settled()
  connects[0]?.fails(8)
  await settled()
  expect(heard).toEqual([{ type: 'room.refused', code: undefined }])
})

it('reports an SDK that does not arrive as no connection (53000)', async () => {
  const { call, heard } = aCall(Promise.reject(new Error('offline')))
  call.enter(seat)
  await settled()
  expect(heard).toEqual([{ type: 'room.refused', code: 53000 }])
})

it('gives up a room that has not answered after 20 s, as no connection (53000)', async () => {
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

it.each([20104, 53001, 53118, 53205, 53216, 53405, undefined])('reports once why it ended: %s', async (code) => {
  const { call, heard, enter } = aCall()
  const room = await enter()
  room.ends(code)
  room.emit('disconnected', room)
  expect(heard).toEqual([{ type: 'room.joined' }, { type: 'room.left', code }])
  expect(call.view.value.is).toBe('out')
})

it('leaves without a report and with the camera on, and can be entered again', async () => {
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

it('leaves without a report when the page is closed', async () => {
  const { heard, enter, closePage } = aCall()
  const room = await enter()
  closePage()
  expect(room.state).toBe('disconnected')
  expect(heard).toEqual([{ type: 'room.joined' }])
})

it('reports a room that it has held for a minute once, and no longer one that was lost before', async () => {
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

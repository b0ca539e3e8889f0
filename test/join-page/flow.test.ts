import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aCall, seat } from './a-call.ts'
import type { FakeRoom } from './fake-sdk.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', { visibilityState: 'hidden' })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const seconds = (n: number) => vi.advanceTimersByTimeAsync(n * 1_000)

/** A call in a room with a visible agent. Fake time moves all timers. */
async function met() {
  const call = aCall()
  call.call.enter(seat)
  await seconds(0)
  const room = await joins(call)
  return { ...call, room }
}

async function joins({ connects }: Pick<ReturnType<typeof aCall>, 'connects'>): Promise<FakeRoom> {
  const room = connects.at(-1)?.succeeds()
  await seconds(0)
  if (!room) throw new Error('Nothing connected')
  room.enters('agent-1').gives('video')
  return room
}

const policies = ({ connects }: Awaited<ReturnType<typeof met>>) =>
  connects.map(({ options }) => options['rtcConfiguration'])
const relayed = { iceTransportPolicy: 'relay' }

describe('a room without media in either direction', () => {
  it('is entered again after 8 s, over relays only, and the page gets one entry', async () => {
    const all = await met()
    await seconds(7.9)
    expect([all.call.view.value.isCutOff, all.connects.length]).toEqual([false, 1])
    await seconds(0.2)
    expect(all.room.state).toBe('disconnected')
    expect(policies(all)).toEqual([undefined, relayed])
    await joins(all)
    expect(all.call.view.value).toMatchObject({ is: 'in', isCutOff: true })
    await seconds(30)
    expect(all.connects).toHaveLength(2)
    expect(all.heard).toEqual([{ type: 'room.joined' }])
  })

  it('is fine as soon as media comes through the relays', async () => {
    const all = await met()
    await seconds(8.1)
    const room = await joins(all)
    room.flows({ bytesReceived: 1 })
    await seconds(1.1)
    expect(all.call.view.value).toMatchObject({ is: 'in', isCutOff: false })
    await seconds(30)
    expect(all.connects).toHaveLength(2)
  })

  it('is left with the code of the second connection, and entered directly the next time', async () => {
    const all = await met()
    await seconds(8.1)
    const room = await joins(all)
    room.ends(53405)
    expect(all.heard.at(-1)).toEqual({ type: 'room.left', code: 53405 })
    expect(all.call.view.value).toMatchObject({ is: 'out', isCutOff: true })
    all.call.enter(seat)
    await seconds(0)
    expect(policies(all)).toEqual([undefined, relayed, undefined])
    expect(all.call.view.value.isCutOff).toBe(false)
  })

  it('is not entered again after leaving', async () => {
    const all = await met()
    await seconds(7)
    all.call.leave()
    await seconds(30)
    expect(all.connects).toHaveLength(1)
    expect(all.call.view.value.isCutOff).toBe(false)
  })
})

describe('a room is not entered again', () => {
  it('while media is sent', async () => {
    const all = await met()
    all.room.flows({ bytesSent: 1 })
    await seconds(30)
    expect(all.connects).toHaveLength(1)
  })

  it('while no other participant is there, or none sends anything', async () => {
    const { call, connects } = aCall()
    call.enter(seat)
    await seconds(0)
    const room = connects[0]?.succeeds()
    await seconds(30)
    const agent = room?.enters('agent-1')
    await seconds(30)
    expect([connects.length, call.view.value.isCutOff]).toEqual([1, false])
    agent?.gives('audio')
    await seconds(8.1)
    expect([connects.length, call.view.value.isCutOff]).toEqual([2, true])
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { createClock } from '../../simulator/cloud/clock.ts'
import { createSimulator, type Simulator } from '../../simulator/simulator.ts'
import { jsonRequest, restRequest } from './running-simulator.ts'

describe('a manual clock', () => {
  it('runs due timers in order, and nothing early', () => {
    const clock = createClock()
    const ran: string[] = []
    clock.setMode('manual')
    const start = clock.now()
    clock.after(2_000, () => ran.push(`second at ${clock.now() - start}`))
    clock.after(1_000, () => {
      ran.push(`first at ${clock.now() - start}`)
      clock.after(500, () => ran.push(`between at ${clock.now() - start}`))
    })
    clock.after(1_500, () => ran.push('canceled'))()
    clock.advance(999)
    expect(ran).toEqual([])
    clock.advance(5_000)
    expect(ran).toEqual(['first at 1000', 'between at 1500', 'second at 2000'])
    expect(clock.now() - start).toBe(5_999)
  })

  it('keeps ten thousand timers in order', () => {
    const clock = createClock()
    clock.setMode('manual')
    const due = Array.from({ length: 10_000 }, (_, i) => (i * 7_919) % 10_007)
    const ran: number[] = []
    for (const ms of due) clock.after(ms, () => ran.push(ms))
    clock.advance(20_000)
    expect(ran).toEqual(due.toSorted((a, b) => a - b))
  })
})

describe('a real clock', () => {
  it('runs a timer by itself', async () => {
    const clock = createClock()
    await new Promise<void>((resolve) => {
      const keepAlive = setInterval(() => undefined, 1_000)
      clock.after(1, () => {
        clearInterval(keepAlive)
        resolve()
      })
    })
  })

  it('can be moved forward, runs due timers, and stays real', () => {
    const clock = createClock()
    const ran: number[] = []
    clock.after(60_000, () => ran.push(1))
    const before = clock.now()
    clock.advance(60_000)
    expect(ran).toEqual([1])
    expect(clock.mode()).toBe('real')
    expect(clock.now() - before).toBeGreaterThanOrEqual(60_000)
  })

  it('that was moved follows the machine’s clock again, and keeps its timers', () => {
    const clock = createClock()
    const ran: number[] = []
    clock.advance(60_000)
    clock.after(60_000, () => ran.push(1))
    clock.follow()
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1_000)
    clock.advance(60_000)
    expect(ran).toEqual([])
    clock.advance(60_000)
    expect(ran).toEqual([1])
  })
})

describe('timeouts of the simulated cloud', () => {
  let simulator: Simulator
  beforeEach(() => {
    simulator = createSimulator({ control: true })
    simulator.cloud.clock.setMode('manual')
  })

  const room = async (params: Record<string, string>) => {
    const response = await simulator.app.request('/video/v1/Rooms', restRequest('POST', params))
    const { sid } = (await response.json()) as { sid: string }
    const found = simulator.cloud.video.rooms.get(sid)
    if (found === undefined) throw new Error('no room')
    return found
  }
  const enter = (sid: string, identity: string) =>
    simulator.app.request(`/__sim/rooms/${sid}/participants`, jsonRequest('POST', { identity }))

  it('end a room that nobody joined within its unused timeout', async () => {
    const unused = await room({ UnusedRoomTimeout: '2' })
    simulator.cloud.clock.advance(119_999)
    expect(unused.status).toBe('in-progress')
    simulator.cloud.clock.advance(1)
    expect(unused.status).toBe('completed')
  })

  it('end a participant’s stay at its limit, and an empty room after its empty timeout, unless a participant came back', async () => {
    const empty = await room({ EmptyRoomTimeout: '1', UnusedRoomTimeout: '1', MaxParticipantDuration: '600' })
    await enter(empty.sid, 'ada')
    simulator.cloud.clock.advance(599_999)
    expect(empty.connected.size).toBe(1)
    simulator.cloud.clock.advance(1)
    expect(empty.connected.size).toBe(0)
    simulator.cloud.clock.advance(30_000)
    await enter(empty.sid, 'ada')
    simulator.cloud.clock.advance(60_000)
    expect(empty.status).toBe('in-progress')
    simulator.cloud.clock.advance(540_000 + 59_999)
    expect(empty.status).toBe('in-progress')
    simulator.cloud.clock.advance(1)
    expect(empty.status).toBe('completed')
  })

  it('make a quiet conversation inactive, then closed, at the times of its timers', async () => {
    const params = { 'Timers.Inactive': 'PT1M', 'Timers.Closed': 'PT10M' }
    const response = await simulator.app.request('/conversations/v1/Conversations', restRequest('POST', params))
    const { sid } = (await response.json()) as { sid: string }
    const conversation = simulator.cloud.conversations.conversations.get(sid)
    simulator.cloud.clock.advance(59_999)
    expect(conversation?.state).toBe('active')
    simulator.cloud.clock.advance(1)
    expect(conversation?.state).toBe('inactive')
    simulator.cloud.clock.advance(539_999)
    expect(conversation?.state).toBe('inactive')
    simulator.cloud.clock.advance(1)
    expect(conversation?.state).toBe('closed')
  })
})

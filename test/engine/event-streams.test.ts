import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createChanges } from '../../src/engine/changes.ts'
import { createEventStreams, type EventStream } from '../../src/engine/event-streams.ts'
import { aRedis } from '../support/a-redis.ts'

/** Two processes over one Redis. */
function twoProcesses() {
  const { redis, prefix } = aRedis()
  const processes = [1, 2].map(() => {
    const subscriber = redis.duplicate()
    onTestFinished(() => subscriber.disconnect())
    return createEventStreams(redis, createChanges(subscriber, prefix), prefix)
  })
  let turn = 0
  const open = (address: string, holder = 'customer-1', onTaken = () => {}, page = '') =>
    processes[turn++ % 2]?.open({ holder, page, address, most: 6, onTaken })
  return { redis, prefix, open, processes }
}

const openMany = async (
  open: (address: string) => Promise<EventStream | undefined> | undefined,
  n: number,
  address: string,
) => {
  const lines: (EventStream | undefined)[] = []
  for (let each = 0; each < n; each++) lines.push(await open(address))
  return lines
}

describe('the event streams of one holder', () => {
  it('are six over all processes, and the next one is refused until one is closed', async () => {
    const { open } = twoProcesses()
    const lines = await openMany(open, 6, 'a')
    expect(lines.every(Boolean)).toBe(true)
    expect(await open('a')).toBeUndefined()
    await lines[0]?.close()
    expect(await open('a')).toBeDefined()
  })

  it('are known by their page in every process, until they are closed', async () => {
    const { open, processes } = twoProcesses()
    const line = await open('a', 'customer-1', () => {}, 'phone')
    const looks = (person: string, page: string) => Promise.all(processes.map((each) => each.isOpen(person, page)))
    expect(await looks('customer-1', 'phone')).toEqual([true, true])
    expect(await looks('customer-1', 'pho')).toEqual([false, false])
    expect(await looks('customer-2', 'phone')).toEqual([false, false])
    await line?.close()
    expect(await looks('customer-1', 'phone')).toEqual([false, false])
  })

  it('are not counted with another holder’s', async () => {
    const { open } = twoProcesses()
    await openMany(open, 6, 'a')
    expect(await open('a', 'customer-2')).toBeDefined()
  })

  it('of a stranger who took all six make room for another address, and their process closes them', async () => {
    const { open } = twoProcesses()
    const taken = vi.fn()
    const unknownIdentities: (EventStream | undefined)[] = []
    for (let n = 0; n < 6; n++) unknownIdentities.push(await open('stranger', 'customer-1', () => taken()))
    const genuine = await open('genuine')
    expect(genuine).toBeDefined()
    await vi.waitFor(() => expect(taken).toHaveBeenCalledTimes(6))
    const held = await Promise.all(unknownIdentities.map((each) => each?.renew()))
    expect(held.filter(Boolean)).toHaveLength(5)
    expect(await open('stranger')).toBeUndefined()
    expect(await genuine?.renew()).toBe(true)
    const more = await openMany(open, 3, 'genuine')
    expect(more.filter(Boolean)).toHaveLength(2)
  })

  it('of a process that died count for 75 s, and renewed ones longer', async () => {
    const { open, redis, prefix } = twoProcesses()
    const [first] = await openMany(open, 6, 'a')
    const key = `${prefix}:event-streams:customer-1`
    const later = (ms: number) => vi.spyOn(Date, 'now').mockReturnValue(Date.parse('2030-01-01') + ms)
    onTestFinished(() => void vi.restoreAllMocks())
    // Scores are times: these streams were opened long ago.
    for (const line of await redis.zrange(key, '0', '-1'))
      await redis.zadd(key, Date.parse('2030-01-01') + 75_000, line)
    later(74_999)
    expect(await open('a')).toBeUndefined()
    expect(await first?.renew()).toBe(true)
    later(75_000)
    expect((await openMany(open, 6, 'a')).filter(Boolean)).toHaveLength(5)
  })

  it('leave nothing in Redis after closing, and no address meanwhile', async () => {
    const { open, redis, prefix } = twoProcesses()
    const line = await open('203.0.113.7')
    const key = `${prefix}:event-streams:customer-1`
    expect(await redis.pttl(key)).toBeGreaterThan(0)
    expect((await redis.zrange(key, '0', '-1')).join()).not.toContain('203')
    await line?.close()
    expect(await redis.exists(key)).toBe(0)
  })
})

import { describe, expect, it } from 'vitest'
import { createLeader } from '../../workers/leader.ts'
import { aRedis } from '../support/a-redis.ts'

const leaseMs = 10_000

/** Several workers with one clock, and the number of their requests to Redis. */
function someWorkers(count: number) {
  const { redis, prefix } = aRedis()
  const key = `${prefix}:leader`
  let time = 0
  let asked = 0
  const counting = new Proxy(redis, {
    get: (target, name) => {
      if (name === 'set') asked++
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const workers = Array.from({ length: count }, () => createLeader(counting, key, leaseMs, () => time))
  return {
    all: () => Promise.all(workers.map((isLeader) => isLeader())),
    first: workers[0] ?? (async () => false),
    after: (ms: number) => {
      time += ms
    },
    asked: () => asked,
    redis,
    key,
  }
}

describe('of several workers,', () => {
  it('one is the leader, and stays the leader', async () => {
    const { all, after } = someWorkers(3)
    const leads = await all()
    expect(leads.filter((each) => each)).toHaveLength(1)
    after(leaseMs)
    expect(await all()).toEqual(leads)
  })

  it('another one leads within a tenth of the lease after it ran out', async () => {
    const { all, first, after, redis, key } = someWorkers(1)
    expect(await first()).toBe(true)
    await redis.set(key, 'another', 'PX', 60_000)
    after(leaseMs / 2)
    expect(await all()).toEqual([false])
    await redis.del(key)
    after(leaseMs / 10)
    expect(await all()).toEqual([true])
  })
})

it('a leader makes at most five requests to Redis in two leases, in 100 calls', async () => {
  const { first, after, asked } = someWorkers(1)
  for (let n = 0; n < 100; n++) {
    await first()
    after(leaseMs / 50)
  }
  expect(asked()).toBeLessThanOrEqual(5)
})

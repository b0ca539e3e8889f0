import { describe, expect, it } from 'vitest'
import { createInstallation } from '../../src/engine/installation.ts'
import { createTimelines } from '../../src/engine/timelines.ts'
import { createOwnCursor, createStoredCursor, cursorKey } from '../../src/projections/cursor.ts'
import type { Projection } from '../../src/projections/projection.ts'
import { createFollower, createReader } from '../../src/projections/reader.ts'
import { until } from '../../tools/until.ts'
import { aPeriodicTask } from '../support/a-periodic-task.ts'
import { aReader } from '../support/a-reader.ts'
import { aChange, anEntry, aRedis } from '../support/a-redis.ts'

/** A projection that counts entries by type in one hash. */
function counting() {
  const { redis, prefix, store } = aRedis()
  const timelines = createTimelines(redis, prefix)
  const key = `${prefix}:history:hour:1`
  const projection: Projection<string> = {
    name: 'history',
    reduce: ({ type }) => type,
    commit: (types) => types.map((type) => ['HINCRBY', key, type, 1]),
  }
  const decide = async (version: number, of = 'CH1', entry = {}) =>
    store.save(
      { feature: 'video', key: of },
      aChange({ from: version - 1, entry: anEntry({ key: of, version, ...entry }) }),
    )
  const reader = (changes: Partial<Projection<string>> = {}, more: Parameters<typeof aReader>[2] = {}) =>
    aReader({ redis, prefix }, { ...projection, ...changes }, more)
  const value = async (type = 'add') => Number(await redis.hget(key, type))
  return { redis, prefix, timelines, key, projection, decide, reader, value }
}

describe('the writes of a projection', () => {
  it('are made once for each entry by eight processes at the same time, and by one that follows', async () => {
    const { decide, reader, value } = counting()
    for (let version = 1; version <= 20; version++) await decide(version)
    await Promise.all(Array.from({ length: 8 }, () => reader().follow()))
    expect(await value()).toBe(20)
    await reader().follow() // a restarted process
    expect(await value()).toBe(20)
    await decide(21)
    expect(await reader().follow()).toBe(1)
    expect(await value()).toBe(21)
  })

  it('are made once by two leaders that both go on from their own memory of the cursor', async () => {
    const { decide, reader, value } = counting()
    const [one, other] = [reader(), reader()]
    for (let version = 1; version <= 10; version++) {
      await decide(version)
      await Promise.all(version % 3 === 0 ? [one.follow(), other.follow()] : [one.follow()])
    }
    await other.follow()
    expect(await value()).toBe(10)
  })

  it.each(['entriesAfter', 'reduce', 'commit'] as const)(
    'are left to the next process by one that dies in %s',
    async (where) => {
      const { timelines, decide, reader, value } = counting()
      await decide(1)
      const died = () => {
        throw Object.assign(new Error('Connection is closed.'), { name: 'died' })
      }
      const dying =
        where === 'entriesAfter'
          ? reader({}, { timelines: { ...timelines, entriesAfter: died } })
          : reader({ [where]: died })
      await expect(dying.follow()).rejects.toThrow('Connection is closed')
      expect(await reader().follow()).toBe(1)
      expect(await value()).toBe(1)
    },
  )

  it('and the cursor are one step: nothing is written when the cursor is elsewhere', async () => {
    const { redis, prefix, key } = counting()
    const cursor = createStoredCursor(redis, 'history', prefix)
    const write = [['HINCRBY', key, 'add', 1]] as const
    const both = await Promise.all([1, 2].map(() => cursor.commit('0', '5-0', write, () => {})))
    expect(both.sort()).toEqual([false, true])
    expect(await redis.hgetall(key)).toEqual({ add: '1' })
    expect(await cursor.read()).toBe('5-0')
  })

  it('go on past a key with another type of value, which is reported', async () => {
    const { redis, prefix, key } = counting()
    await redis.set(`${prefix}:history:hour:2`, 'garbage')
    const refused: string[] = []
    const writes = [
      ['HINCRBY', `${prefix}:history:hour:2`, 'add', 1],
      ['HINCRBY', key, 'add', 1],
    ] as const
    const cursor = createStoredCursor(redis, 'history', prefix)
    expect(await cursor.commit('0', '5-0', writes, (each) => refused.push(each))).toBe(true)
    expect(refused).toEqual([`${prefix}:history:hour:2`])
    expect(await redis.hgetall(key)).toEqual({ add: '1' })
  })
})

describe('a reader', () => {
  it('follows 1,203 entries in one call', async () => {
    const { decide, reader, value } = counting()
    for (let version = 1; version <= 1_203; version++) await decide(version)
    expect(await reader().follow()).toBe(1_203)
    expect(await value()).toBe(1_203)
  })

  it('reports and skips an unreadable entry, and skips a key with a different value', async () => {
    const { redis, prefix, decide, reader, value } = counting()
    const { periodicTask, problems } = aPeriodicTask('history')
    for (const key of ['CH1', 'CH2', 'CH3']) await decide(1, key)
    await redis.lset(`${prefix}:timeline:video:CH1`, 0, 'garbage')
    await redis.set(`${prefix}:timeline:video:CH2`, 'garbage')
    expect(await reader({}, { periodicTask }).follow()).toBe(1)
    expect(await value()).toBe(1)
    expect(problems).toMatchObject([{ name: 'history', cause: 'unreadable' }])
    expect(problems[0]?.item).toMatch(/^video CH1 \d+-\d+$/)
  })

  it('reports and skips an entry with which the projection throws', async () => {
    const { decide, reader, value } = counting()
    const { periodicTask, problems } = aPeriodicTask('history')
    await decide(1, 'CH1', { type: 'poison' })
    await decide(1, 'CH2')
    const reduce = ({ type }: { readonly type: string }) => {
      if (type === 'poison') throw new TypeError('poison')
      return type
    }
    expect(await reader({ reduce }, { periodicTask }).follow()).toBe(2)
    expect([await value(), await value('poison')]).toEqual([1, 0])
    expect(problems).toMatchObject([{ name: 'history', cause: 'broken' }])
  })

  it('leaves an entry of a newer version, and those after it, to a process of that version', async () => {
    const { redis, prefix, decide, reader, value } = counting()
    const { periodicTask, problems } = aPeriodicTask('history')
    await decide(1)
    const list = `${prefix}:timeline:video:CH1`
    const [readable] = await redis.lrangeBuffer(list, 0, 0)
    await redis.lset(list, 0, Buffer.concat([Buffer.of(7), Buffer.from('packed by a newer version')]))
    await decide(1, 'CH2')
    const outdated = reader({}, { periodicTask, isOutdated: async () => true })
    await expect(outdated.follow()).rejects.toMatchObject({ name: 'StoreTrouble', reason: 'newer-format' })
    expect([await value(), problems]).toEqual([0, []])
    await redis.lset(list, 0, readable ?? '')
    expect(await reader().follow()).toBe(2)
    expect(await value()).toBe(2)
  })

  it('reads each entry once for two projections, and one that fails stays behind alone', async () => {
    const { redis, prefix, timelines, projection, decide, value } = counting()
    const { periodicTask } = aPeriodicTask('outbound')
    let pages = 0
    let isBroken = true
    const seen: string[] = []
    const entriesAfter: typeof timelines.entriesAfter = async (...page) => {
      const entries = await timelines.entriesAfter(...page)
      if (entries.length > 0) pages += 1
      return entries
    }
    const other: Projection<string> = {
      name: 'outbound',
      reduce: ({ key }) => key,
      async commit(keys) {
        if (isBroken) throw new Error('no receiver')
        seen.push(...keys)
        return []
      },
    }
    const cursor = (name: 'history' | 'outbound') => createStoredCursor(redis, name, prefix)
    const followers = [
      createFollower({ projection: other, cursor: cursor('outbound'), periodicTask }),
      createFollower({ projection, cursor: cursor('history'), periodicTask }),
    ]
    const { follow } = createReader({ timelines: { entriesAfter }, followers, pageSize: 2 })
    for (const key of ['CH1', 'CH2', 'CH3']) await decide(1, key)
    await expect(follow()).rejects.toThrow('no receiver')
    await expect(follow()).rejects.toThrow('no receiver')
    expect([await value(), seen]).toEqual([3, []])
    isBroken = false
    await follow()
    expect(seen).toEqual(['CH1', 'CH2', 'CH3'])
    pages = 0
    await decide(1, 'CH4')
    await follow()
    expect([pages, await value(), seen.length]).toEqual([1, 4, 4])
  })

  it('commits a projection that collects for 1 s after 1 s, or when a page is full', async () => {
    const { redis, prefix, timelines, projection, decide, value } = counting()
    let now = 0
    const cursor = createStoredCursor(redis, 'history', prefix)
    const { periodicTask } = aPeriodicTask('history')
    const collecting = { ...projection, collectMs: 1_000 }
    const follower = createFollower({ projection: collecting, cursor, periodicTask }, () => now)
    const { follow } = createReader({ timelines, followers: [follower], pageSize: 3 })
    const valuesAt: number[] = []
    for (const at of [0, 400, 999, 1_000, 1_100, 1_200]) {
      now = at
      if (at !== 1_000) await decide(1, `CH${at}`)
      await follow()
      valuesAt.push(await value())
    }
    expect(valuesAt).toEqual([0, 0, 0, 3, 3, 3])
    for (const key of ['CHa', 'CHb', 'CHc']) await decide(1, key)
    await follow()
    expect(await value()).toBe(8)
  })

  it('notices within 5 s that its stored cursor was set back', async () => {
    const { redis, prefix, timelines, projection, decide } = counting()
    let now = 0
    const { periodicTask } = aPeriodicTask('history')
    const cursor = createStoredCursor(redis, 'history', prefix)
    const follower = createFollower({ projection, cursor, periodicTask }, () => now)
    const { follow } = createReader({ timelines, followers: [follower] })
    await decide(1)
    expect(await follow()).toBe(1)
    await redis.del(cursorKey(prefix, 'history'))
    now = 5_001
    expect(await follow()).toBe(1)
  })

  it('of a server alone starts at its own place, and stores no cursor', async () => {
    const { redis, prefix, timelines, projection, decide } = counting()
    await decide(1)
    const cursor = createOwnCursor(await timelines.end())
    const seen: string[] = []
    const commit = async (types: readonly string[]) => {
      seen.push(...types)
      return []
    }
    const { follow } = createReader({
      timelines,
      followers: [createFollower({ projection: { ...projection, commit }, cursor })],
    })
    await decide(2, 'CH1', { type: 'later' })
    await follow()
    expect([seen, await redis.keys(`${prefix}:projection:*`)]).toEqual([['later'], []])
  })
})

it('the lag of a projection is the time from its cursor to the last written entry', async () => {
  const { redis, prefix, timelines, decide, reader } = counting()
  const lag = async () => {
    const text = await createInstallation(redis, [], prefix).text()
    return Number(/^escalate_timeline_lag_seconds\{projection="history"\} (\S+)$/m.exec(text)?.[1])
  }
  const writtenAt = async () => Number((await timelines.end()).split('-')[0])
  await decide(1)
  await reader().follow()
  const countedAt = await writtenAt()
  let version = 1
  await until('an entry of a later millisecond', async () => {
    version += 1
    await decide(version)
    return (await writtenAt()) > countedAt
  })
  expect(await lag()).toBe(((await writtenAt()) - countedAt) / 1000)
  await reader().follow()
  expect(await lag()).toBe(0)
})

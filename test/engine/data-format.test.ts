import { describe, expect, it } from 'vitest'
import { StoreTrouble } from '../../src/core/errors.ts'
import { formatKey, raiseFormat } from '../../src/engine/data-format.ts'
import { examineRedis } from '../../src/engine/redis-exam.ts'
import { recordKey } from '../../src/engine/timeline-keys.ts'
import { moveCursors, upgradeKeys } from '../../src/engine/upgrade-keys.ts'
import { currentFormat } from '../../src/formats/index.ts'
import { cursorKey } from '../../src/projections/cursor.ts'
import { until } from '../../tools/until.ts'
import { aCounter } from '../support/a-counter.ts'
import { aChange, aRedis, free, holding } from '../support/a-redis.ts'

const record = { feature: 'counter', key: 'CH1' }
const newer = currentFormat + 1

describe('a record', () => {
  it('carries the number of its data format', async () => {
    const { redis, prefix, store } = aRedis()
    await store.save(record, aChange())
    expect(await redis.hget(recordKey(prefix, record), 'format')).toBe(String(currentFormat))
  })

  it('of a newer format is refused with a reason that uses up no attempt, and stays as it is', async () => {
    const { redis, prefix, store } = aRedis()
    await store.save(record, aChange())
    await redis.hset(recordKey(prefix, record), 'format', newer)
    const before = await redis.hgetall(recordKey(prefix, record))
    await expect(store.load(record)).rejects.toThrow(StoreTrouble)
    await expect(store.load(record)).rejects.toMatchObject({ reason: 'newer-format' })
    expect(await redis.hgetall(recordKey(prefix, record))).toEqual(before)
  })
})

it('an unsent outbox of format 1 is handed over in the words of this version', async () => {
  const { redis, prefix, store } = aRedis()
  const stored = JSON.stringify({ effect: { type: 'desks.find', identities: ['ada'] }, trace: 'IM1' })
  await redis.hset(`${prefix}:outbox:counter:CH1`, 'counter-CH1-1-0', stored)
  expect(await store.outbox(record)).toEqual([
    { effectId: 'counter-CH1-1-0', trace: 'IM1', effect: { type: 'assignments.find', identities: ['ada'] } },
  ])
})

describe('the format of all data', () => {
  it('is saved after the keys of older data are moved, and never lowered', async () => {
    const { redis, prefix } = aRedis()
    let moved = 0
    raiseFormat(redis, prefix, async () => void moved++)
    await until(
      'it is written',
      async () => (await redis.zscore(formatKey(prefix), 'format')) === String(currentFormat),
    )
    expect(moved).toBe(1)
    await redis.zadd(formatKey(prefix), newer, 'format')
    raiseFormat(redis, prefix, async () => void moved++)
    await redis.ping()
    expect([await redis.zscore(formatKey(prefix), 'format'), moved]).toEqual([String(newer), 1])
  })

  it('stops a process of an older version at its start, with one line that says why', async () => {
    const { redis, prefix } = aRedis()
    await redis.zadd(formatKey(prefix), newer, 'format')
    expect(await examineRedis(process.env['REDIS_URL'] ?? '', prefix)).toMatchObject({
      is: 'unfit',
      problems: [
        `a newer version of Escalate stores its data here: format ${newer}, and this version reads formats up to ${currentFormat}`,
      ],
    })
  })
})

describe('keys of format 1', () => {
  it('are moved, a lock of a live record with its time to live and the unsent outboxes; a second run changes nothing', async () => {
    const { redis, prefix, store } = aRedis()
    const counter = aCounter()
    const state = { total: 1, told: [], lock: 'agent-WK1' }
    await store.save(record, aChange({ state, before: free, after: { ...holding('agent-WK1'), isLive: true } }))
    await redis.rename(`${prefix}:lock:counter:agent-WK1`, `${prefix}:claim:counter:agent-WK1`)
    await redis.zadd(`${prefix}:left-behind`, 17, '["counter","CH1"]')
    const deps = { features: [counter], store, prefix }
    await upgradeKeys(redis, deps)
    await upgradeKeys(redis, deps)
    expect(await redis.get(`${prefix}:lock:counter:agent-WK1`)).toContain('CH1')
    expect(await redis.pttl(`${prefix}:lock:counter:agent-WK1`)).toBeGreaterThan(13 * 24 * 3600 * 1000)
    expect(await redis.zscore(`${prefix}:unsent-outboxes`, '["counter","CH1"]')).toBe('17')
    expect(await redis.exists(`${prefix}:claim:counter:agent-WK1`, `${prefix}:left-behind`)).toBe(0)
  })
  it('hold cursors, which are moved unless a newer process has read on; leases and counts are removed', async () => {
    const { redis, prefix } = aRedis()
    await redis.mset(`${prefix}:history:cursor`, '7-0', `${prefix}:outbound-place`, '5-0', `${prefix}:reconciler`, 'me')
    await redis.set(`${prefix}:projection:outbound:cursor`, '9-0')
    await redis.hset(`${prefix}:numbers`, 'escalate_decisions_total', 1)
    await moveCursors(redis, prefix)
    await moveCursors(redis, prefix)
    expect(await redis.mget(cursorKey(prefix, 'history'), cursorKey(prefix, 'outbound'))).toEqual(['7-0', '9-0'])
    expect((await redis.keys(`${prefix}:*`)).sort()).toEqual([
      `${prefix}:projection:history:cursor`,
      `${prefix}:projection:outbound:cursor`,
    ])
  })
})

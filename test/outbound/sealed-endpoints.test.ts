import { describe, expect, it } from 'vitest'
import { createEndpoints } from '../../src/outbound/endpoints.ts'
import { createSeal } from '../../src/outbound/seal.ts'
import { oldSecret, secret } from '../support/a-receiver.ts'
import { aRedis } from '../support/a-redis.ts'

const crm = { id: 'crm', url: 'https://crm.example/hook', secrets: [secret, oldSecret], events: ['escalation.*'] }
const added = { ...crm, isConfigured: false }
const why = 'its secrets were sealed with another JOIN_LINK_SECRET: set that one second, or rotate the endpoint'

function aPlace() {
  const { redis, prefix } = aRedis()
  const unreadable: string[] = []
  const withKeys = (...linkSecrets: string[]) =>
    createEndpoints(redis, {
      configured: [],
      linkSecrets,
      prefix,
      reportUnreadable: (item, problem) => void unreadable.push(`${item}: ${problem}`),
    })
  const inRedis = () => redis.hget(`${prefix}:endpoints`, 'crm').then(String)
  return { redis, key: `${prefix}:endpoints`, unreadable, withKeys, inRedis }
}

describe('an endpoint in Redis', () => {
  it('has its secrets sealed, and everything else open', async () => {
    const { withKeys, inRedis } = aPlace()
    await withKeys('now').put(crm)
    const text = await inRedis()
    for (const each of crm.secrets) expect(text).not.toContain(each.slice(6, 20))
    expect(JSON.parse(text)).toEqual({ id: 'crm', url: crm.url, events: crm.events, sealed: expect.any(String) })
    expect(await withKeys('now').all()).toEqual([added])
  })

  it('is sealed differently each time', async () => {
    const { withKeys, inRedis } = aPlace()
    await withKeys('now').put(crm)
    const first = await inRedis()
    await withKeys('now').put(crm)
    expect(await inRedis()).not.toBe(first)
  })

  it('is read with both keys during a rotation, and sealed with the new one when it is read', async () => {
    const { withKeys, inRedis } = aPlace()
    await withKeys('old').put(crm)
    const before = await inRedis()
    expect(await withKeys('new', 'old').all()).toEqual([added])
    expect(await inRedis()).not.toBe(before)
    expect(await withKeys('new').all()).toEqual([added])
  })

  it('is sealed again once when two processes read it at the same time, and both can read it', async () => {
    const { withKeys } = aPlace()
    await withKeys('old').put(crm)
    const both = await Promise.all([withKeys('new', 'old').all(), withKeys('new', 'old').all()])
    expect(both).toEqual([[added], [added]])
    expect(await withKeys('new').all()).toEqual([added])
  })

  it('of a version that did not seal is read, and sealed with its next write', async () => {
    const { redis, key, withKeys, inRedis } = aPlace()
    await redis.hset(key, 'crm', JSON.stringify(crm))
    expect(await withKeys('now').all()).toEqual([added])
    expect(await inRedis()).toContain(secret)
    await withKeys('now').put(crm)
    expect(await inRedis()).not.toContain(secret)
  })

  it('whose key is missing is named with a remedy, keeps everything, and can be read when the key is back', async () => {
    const { withKeys, unreadable, inRedis } = aPlace()
    await withKeys('old').put(crm)
    const before = await inRedis()
    expect(await withKeys('new').all()).toEqual([{ ...added, secrets: [], unreadable: why }])
    expect(unreadable).toEqual([`endpoint crm: Unreadable: ${why}`])
    expect(await inRedis()).toBe(before)
    expect(await withKeys('new', 'old').all()).toEqual([added])
  })

  it('whose address was changed in Redis cannot be read: its secrets sign no events for another address', async () => {
    const { redis, key, withKeys, inRedis } = aPlace()
    await withKeys('now').put(crm)
    await redis.hset(key, 'crm', (await inRedis()).replace('crm.example', 'bad.example'))
    expect(await withKeys('now').all()).toMatchObject([{ url: 'https://bad.example/hook', unreadable: why }])
  })
})

describe('a seal', () => {
  const seal = createSeal(['now'], 'a purpose')

  it('opens what it sealed, only for the same id, purpose and key', () => {
    const sealed = seal.seal('text', 'crm')
    expect(seal.open(sealed, 'crm')).toEqual({ text: 'text', isOld: false })
    expect(seal.open(sealed, 'bi')).toBeUndefined()
    expect(createSeal(['now'], 'another').open(sealed, 'crm')).toBeUndefined()
    expect(createSeal(['other'], 'a purpose').open(sealed, 'crm')).toBeUndefined()
  })

  it('opens nothing with a changed or a missing byte', () => {
    const bytes = Buffer.from(seal.seal('text', 'crm'), 'base64url')
    for (let n = 0; n < bytes.length; n++) {
      const changed = Buffer.from(bytes)
      changed[n] = (changed[n] ?? 0) ^ 1
      expect(seal.open(changed.toString('base64url'), 'crm')).toBeUndefined()
      expect(seal.open(bytes.subarray(0, n).toString('base64url'), 'crm')).toBeUndefined()
    }
  })
})

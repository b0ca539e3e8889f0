import type { Redis } from 'ioredis'

/** A row for each value in Redis, with its key: everything that a reader of this Redis would find. */
export async function everythingIn(redis: Redis): Promise<readonly string[]> {
  const keys = await redis.keys('*')
  const rows = await Promise.all(
    keys.map(async (key) => (await valuesOf(redis, key)).map((value) => `${key} ${value}`)),
  )
  return rows.flat().sort()
}

async function valuesOf(redis: Redis, key: string): Promise<readonly string[]> {
  switch (await redis.type(key)) {
    case 'string':
      return [(await redis.get(key)) ?? '']
    case 'hash':
      return Object.entries(await redis.hgetall(key)).map(([field, value]) => `${field} ${value}`)
    case 'list':
      return redis.lrange(key, 0, -1)
    case 'set':
      return redis.smembers(key)
    case 'zset':
      return redis.zrange(key, '0', '-1')
    case 'stream':
      return (await redis.xrange(key, '-', '+')).map(([id, fields]) => `${id} ${fields.join(' ')}`)
    default:
      return [] // gone meanwhile
  }
}

import { Redis } from 'ioredis'

/** How a Redis is set up; `policy` is undefined where it does not tell. */
export type RedisSettings = {
  readonly major: number
  readonly policy: string | undefined
  readonly isPersistent: boolean
}

/**
 * Looks into a Redis once. INFO rather than CONFIG, which providers of Redis often forbid.
 * @returns undefined when it cannot be reached, or does not let us in
 */
export async function readRedisSettings(url: string): Promise<RedisSettings | undefined> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5_000,
    commandTimeout: 5_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  redis.on('error', () => {})
  try {
    await redis.connect()
    const told = await redis.info()
    const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(told)?.[1]
    return {
      major: Number.parseInt(field('redis_version') ?? '0', 10),
      policy: field('maxmemory_policy'),
      isPersistent: field('aof_enabled') === '1',
    }
  } catch {
    return undefined
  } finally {
    redis.disconnect()
  }
}

import { Redis } from 'ioredis'

const retryStrategy = (times: number) => Math.min(100 * times, 2_000)

/**
 * For everything that answers somebody: it fails at once while Redis is away and after 1.5 s when Redis hangs, instead
 * of waiting without limit. Losing the connection is not an error to report from here; `/readyz` names it.
 */
export const connectImpatient = (url: string): Redis =>
  quiet(new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 1_500, retryStrategy }))

/** For workers: they have nothing better to do than wait until Redis is back. BullMQ asks for `null`. */
export const connectPatient = (url: string): Redis =>
  quiet(new Redis(url, { maxRetriesPerRequest: null, retryStrategy }))

function quiet(redis: Redis): Redis {
  redis.on('error', () => {})
  return redis
}

/** The impatient client does not queue commands, so the first must wait for the connection. */
export const isReady = (redis: Redis) => redis.status === 'ready'

import type { Redis } from 'ioredis'
import { type RedisAddress, redisAddress } from './redis-address.ts'
import { clusterOf, type Options, serverOf } from './redis-clients.ts'
import { createReconnectRule, keepPinging, type ReportTrouble, withErrorReport } from './redis-watch.ts'

/** A connection on which an answer is overdue for so long (ms) is given up for a new one. */
const silentMs = 5_000
/** BullMQ's longest blocking read takes 10 s, and BullMQ itself gives it up a second later. */
const silentBlockingMs = 13_000
/** How long one look tries to connect (ms). */
const onceMs = 3_000

type Patience = Pick<Options, 'enableOfflineQueue' | 'maxRetriesPerRequest' | 'commandTimeout'>

/**
 * For everything that answers somebody: it fails at once while Redis is away and after 1.5 s when Redis hangs, instead
 * of waiting without limit. `tell` hears of trouble; `/readyz` names it, too.
 */
export const connectImpatient = (url: string, tell?: ReportTrouble): Redis =>
  connect(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 1_500 }, tell)

/** For workers: they have nothing better to do than wait until Redis is back. BullMQ asks for `null`. */
export const connectPatient = (url: string, tell?: ReportTrouble): Redis =>
  connect(url, { maxRetriesPerRequest: null }, tell)

/** For one look: it gives up at the first trouble. Its first command waits for the connection. */
export function connectOnce(address: RedisAddress): Redis {
  const options: Options = {
    retryStrategy: () => null,
    sentinelRetryStrategy: () => null,
    maxRetriesPerRequest: 0,
    connectTimeout: onceMs,
    enableReadyCheck: false,
  }
  if (address.kind !== 'cluster') return serverOf(address, options)
  // It has the same commands, states and events; ioredis keeps two classes without a common type that names them all.
  return clusterOf(address, options) as unknown as Redis
}

/** A duplicate is what BullMQ blocks on: there an answer takes longer, and nothing can be asked in between. */
function connect(url: string, patience: Patience, tell: ReportTrouble = () => {}): Redis {
  const address = redisAddress(url)
  if (!address) throw new Error('REDIS_URL is no address of a Redis')
  const times = { socketTimeout: silentMs, connectTimeout: silentMs, keepAlive: silentMs }
  const options = (): Options => ({ ...patience, ...times, reconnectOnError: createReconnectRule(tell) })
  const blocking = (more: Options = {}) => ({ ...more, ...options(), socketTimeout: silentBlockingMs })
  if (address.kind === 'cluster') {
    const cluster = withErrorReport(clusterOf(address, options()), tell)
    cluster.duplicate = (_, more) => withErrorReport(clusterOf(address, blocking(more?.redisOptions)), tell)
    keepPinging(cluster, () => cluster.nodes())
    // It has the same commands, states and events; ioredis keeps two classes without a common type that names them all.
    return cluster as unknown as Redis
  }
  const redis = withErrorReport(serverOf(address, options()), tell)
  redis.duplicate = (more) => withErrorReport(serverOf(address, blocking(more)), tell)
  keepPinging(redis, () => [redis])
  return redis
}

/** The impatient client does not queue commands, so the first must wait for the connection. */
export const isReady = (redis: Redis) => redis.status === 'ready'

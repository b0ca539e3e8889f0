import type { Redis } from 'ioredis'
import { type RedisAddress, redisAddress } from './redis-address.ts'
import { clusterOf, type Options, serverOf } from './redis-clients.ts'
import { createReconnectRule, keepPinging, type ReportTrouble, withErrorReport } from './redis-watch.ts'

/** A connection whose answer is overdue for this time (ms) is replaced. */
const silentMs = 5_000
/** BullMQ's longest blocking read takes 10 s, and BullMQ itself gives up a second later. */
const silentBlockingMs = 13_000
/** How long `connectOnce` tries to connect (ms). */
const onceMs = 3_000

type Patience = Pick<Options, 'enableOfflineQueue' | 'maxRetriesPerRequest' | 'commandTimeout'>

/**
 * A client for code that answers a caller: it fails at once while Redis is away, and after 1.5 s when Redis hangs.
 * `report` gets the reason; `/readyz` shows it, too.
 */
export const connectImpatient = (url: string, report?: ReportTrouble): Redis =>
  connect(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 1_500 }, report)

/** A client for workers: it waits for Redis, because workers have no caller to answer. BullMQ requires `null`. */
export const connectPatient = (url: string, report?: ReportTrouble): Redis =>
  connect(url, { maxRetriesPerRequest: null }, report)

/** A client for an examination: it gives up at the first trouble. Its first command waits for the connection. */
export function connectOnce(address: RedisAddress): Redis {
  const options: Options = {
    retryStrategy: () => null,
    sentinelRetryStrategy: () => null,
    maxRetriesPerRequest: 0,
    connectTimeout: onceMs,
    enableReadyCheck: false,
  }
  if (address.kind !== 'cluster') return serverOf(address, options)
  // A cluster client has the same commands, states and events, but ioredis has no common type for both classes.
  return clusterOf(address, options) as unknown as Redis
}

/** Connects. BullMQ blocks on duplicates of the client: their answers take longer, and no ping can interrupt them. */
function connect(url: string, patience: Patience, report: ReportTrouble = () => {}): Redis {
  const address = redisAddress(url)
  if (!address) throw new Error('REDIS_URL is malformed')
  const times = { socketTimeout: silentMs, connectTimeout: silentMs, keepAlive: silentMs }
  const options = (): Options => ({ ...patience, ...times, reconnectOnError: createReconnectRule(report) })
  const blocking = (more: Options = {}) => ({ ...more, ...options(), socketTimeout: silentBlockingMs })
  if (address.kind === 'cluster') {
    const cluster = withErrorReport(clusterOf(address, options()), report)
    cluster.duplicate = (_, more) => withErrorReport(clusterOf(address, blocking(more?.redisOptions)), report)
    keepPinging(cluster, () => cluster.nodes())
    // A cluster client has the same commands, states and events, but ioredis has no common type for both classes.
    return cluster as unknown as Redis
  }
  const redis = withErrorReport(serverOf(address, options()), report)
  redis.duplicate = (more) => withErrorReport(serverOf(address, blocking(more)), report)
  keepPinging(redis, () => [redis])
  return redis
}

/** The impatient client does not queue commands, so the first must wait for the connection. */
export const isReady = (redis: Redis) => redis.status === 'ready'

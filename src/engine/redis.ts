import { Cluster, Redis, type RedisOptions } from 'ioredis'
import { redisAddress } from './redis-address.ts'

const retryStrategy = (times: number) => Math.min(100 * times, 2_000)

/**
 * For everything that answers somebody: it fails at once while Redis is away and after 1.5 s when Redis hangs, instead
 * of waiting without limit. Losing the connection is not an error to report from here; `/readyz` names it.
 */
export const connectImpatient = (url: string): Redis =>
  quiet(connect(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 1_500, retryStrategy }))

/** For workers: they have nothing better to do than wait until Redis is back. BullMQ asks for `null`. */
export const connectPatient = (url: string): Redis => quiet(connect(url, { maxRetriesPerRequest: null, retryStrategy }))

type Patience = Pick<RedisOptions, 'enableOfflineQueue' | 'maxRetriesPerRequest' | 'commandTimeout' | 'retryStrategy'>

function connect(url: string, options: Patience): Redis {
  const address = redisAddress(url)
  if (!address) throw new Error('REDIS_URL is no address of a Redis')
  if (address.kind === 'single') return new Redis(address.url, options)
  if (address.kind === 'sentinel') {
    const { sentinels, name, db, sentinelPassword, login } = address
    const { tls } = login
    return new Redis({
      ...options,
      ...login,
      sentinels: [...sentinels],
      name,
      db,
      ...(sentinelPassword && { sentinelPassword }),
      // After a failover the old master comes back as a replica: go and look for the new one. ioredis' `failoverDetector` is
      // not used: news of the failover that arrives while it reconnects ends the client for good.
      reconnectOnError: (problem) => (problem.message.startsWith('READONLY') ? 2 : false),
      sentinelRetryStrategy: retryStrategy,
      ...(tls && { sentinelTLS: tls, enableTLSForSentinelMode: true }),
    })
  }
  const { nodes, login } = address
  const { enableOfflineQueue = true, maxRetriesPerRequest, commandTimeout } = options
  const redisOptions = {
    ...login,
    ...(maxRetriesPerRequest !== undefined && { maxRetriesPerRequest }),
    ...(commandTimeout !== undefined && { commandTimeout }),
  }
  const cluster = new Cluster([...nodes], {
    enableOfflineQueue,
    clusterRetryStrategy: retryStrategy,
    redisOptions,
    // With TLS a certificate is for the name that was asked for, not for the address behind it.
    dnsLookup: (host, callback) => callback(null, host),
  })
  // It has the same commands, states and events; ioredis keeps two classes without a common type that names them all.
  return cluster as unknown as Redis
}

function quiet(redis: Redis): Redis {
  redis.on('error', () => {})
  return redis
}

/** The impatient client does not queue commands, so the first must wait for the connection. */
export const isReady = (redis: Redis) => redis.status === 'ready'

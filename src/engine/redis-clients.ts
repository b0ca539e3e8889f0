import { Cluster, Redis, type RedisOptions } from 'ioredis'
import type { RedisAddress } from './redis-address.ts'

const retryStrategy = (times: number) => Math.min(100 * times, 2_000)
/** A sentinel that does not answer is passed over for the next one after so long (ms). */
const sentinelMs = 2_000

/** Without what ioredis' types make of the shape of answers. */
export type Options = Omit<RedisOptions, 'replyMapping'>
type AtServer = Exclude<RedisAddress, { kind: 'cluster' }>
type AtCluster = Extract<RedisAddress, { kind: 'cluster' }>

export function serverOf(address: AtServer, options: Options): Redis {
  if (address.kind === 'single') return new Redis(address.url, { retryStrategy, ...options })
  const { sentinels, name, db, sentinelPassword, login } = address
  const { tls } = login
  return new Redis({
    retryStrategy,
    sentinelRetryStrategy: retryStrategy,
    ...options,
    ...login,
    // ioredis' `failoverDetector` is not used: news of the failover that arrives while it reconnects ends the client for good.
    sentinels: [...sentinels],
    name,
    db,
    ...(sentinelPassword && { sentinelPassword }),
    sentinelCommandTimeout: sentinelMs,
    ...(tls && { sentinelTLS: tls, enableTLSForSentinelMode: true }),
  })
}

/** Its nodes queue while they connect, whatever the cluster does; a node that is lost is found again by the cluster. */
export function clusterOf({ nodes, login }: AtCluster, options: Options): Cluster {
  const { enableOfflineQueue = true, enableReadyCheck = true, retryStrategy: again = retryStrategy, ...rest } = options
  return new Cluster([...nodes], {
    enableOfflineQueue,
    enableReadyCheck,
    clusterRetryStrategy: again,
    redisOptions: { ...rest, ...login },
    // With TLS a certificate is for the name that was asked for, not for the address behind it.
    dnsLookup: (host, callback) => callback(null, host),
  })
}

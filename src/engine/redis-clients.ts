import { Cluster, Redis, type RedisOptions } from 'ioredis'
import type { RedisAddress } from './redis-address.ts'

const retryStrategy = (times: number) => Math.min(100 * times, 2_000)
/** After this time (ms) without an answer the next sentinel is tried. */
const sentinelMs = 2_000

/** ioredis' options, without the one that changes the types of replies. */
export type Options = Omit<RedisOptions, 'replyMapping'>
type AtServer = Exclude<RedisAddress, { kind: 'cluster' }>
type AtCluster = Extract<RedisAddress, { kind: 'cluster' }>

/** A client of one server, or of the master that sentinels name. */
export function serverOf(address: AtServer, options: Options): Redis {
  if (address.kind === 'single') return new Redis(address.url, { retryStrategy, ...options })
  const { sentinels, name, db, sentinelPassword, login } = address
  const { tls } = login
  return new Redis({
    retryStrategy,
    sentinelRetryStrategy: retryStrategy,
    ...options,
    ...login,
    // ioredis' `failoverDetector` is not used: a failover event during a reconnection ends the client for good.
    sentinels: [...sentinels],
    name,
    db,
    ...(sentinelPassword && { sentinelPassword }),
    sentinelCommandTimeout: sentinelMs,
    ...(tls && { sentinelTLS: tls, enableTLSForSentinelMode: true }),
  })
}

/** A cluster client. Its nodes queue commands while they connect, and the cluster finds lost nodes again. */
export function clusterOf({ nodes, login }: AtCluster, options: Options): Cluster {
  const { enableOfflineQueue = true, enableReadyCheck = true, retryStrategy: again = retryStrategy, ...rest } = options
  return new Cluster([...nodes], {
    enableOfflineQueue,
    enableReadyCheck,
    clusterRetryStrategy: again,
    redisOptions: { ...rest, ...login },
    // A TLS certificate is for the host's name, not for its IP address.
    dnsLookup: (host, callback) => callback(null, host),
  })
}

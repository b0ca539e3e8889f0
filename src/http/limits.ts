import type { ServerOptions } from 'node:http'

/** Longer than any balancer in front keeps its connections: Google's 600 s are the longest, most keep theirs for 60 s. */
export const keptSeconds = 620

/**
 * The limits of a connection. Headers may have 32 KiB, because browsers send the cookies of the parent domain. Kept
 * connections outlive those of a load balancer, which would otherwise send a request into a connection that is being
 * closed. By default Node checks only every 30 s whether a request is too slow.
 */
export const serverLimits = (keepAliveSeconds: number) =>
  ({
    headersTimeout: 5_000,
    requestTimeout: 10_000,
    connectionsCheckingInterval: 1_000,
    keepAliveTimeout: keepAliveSeconds * 1_000,
    maxHeaderSize: 32 * 1_024,
  }) as const satisfies ServerOptions

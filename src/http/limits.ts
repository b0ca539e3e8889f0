import type { ServerOptions } from 'node:http'

/** Longer than any balancer in front keeps its connections: Google's 600 s are the longest, most keep theirs for 60 s. */
export const keptSeconds = 620

/**
 * What a connection may take. A header of 32 KiB: browsers send the parent domain's cookies along. Kept connections outlive
 * those of a balancer, which otherwise sends a request into one that is being closed. Node looks each 30 s whether a request
 * is too slow, unless told otherwise.
 */
export const serverLimits = (keepAliveSeconds: number) =>
  ({
    headersTimeout: 5_000,
    requestTimeout: 10_000,
    connectionsCheckingInterval: 1_000,
    keepAliveTimeout: keepAliveSeconds * 1_000,
    maxHeaderSize: 32 * 1_024,
  }) as const satisfies ServerOptions

import { z } from 'zod'

const count = (most: number) => z.number().int().min(0).max(most)
const level = z.number().min(0).max(5)

/** The local end of a connection as an ICE candidate type: a relay, or a kind of own address. Never the address. */
const candidates = ['host', 'srflx', 'prflx', 'relay'] as const
const protocols = ['udp', 'tcp', 'tls'] as const
const audioCodecs = ['opus', 'pcmu', 'pcma', 'other'] as const
const videoCodecs = ['vp8', 'vp9', 'h264', 'av1', 'other'] as const

/** The length of a measured stretch in seconds. A page reports every two minutes, or when its call ends before that. */
const stretch = { shortest: 5, longest: 300 } as const

/**
 * What one page measured of its own connection in one stretch of a call. A browser reports it, so it decides nothing,
 * and every value is bounded, so that it can carry little else. Stretches do not overlap, so they add up.
 */
export const figures = z
  .strictObject({
    measuredSeconds: z.number().int().min(stretch.shortest).max(stretch.longest),
    /** 0 (nothing gets through) to 5: the average and the worst. Missing if nothing was sent. */
    quality: level.optional(),
    worstQuality: level.optional(),
    roundTripMs: count(60_000).optional(),
    worstRoundTripMs: count(60_000).optional(),
    packetsSent: count(5_000_000),
    packetsSentLost: count(5_000_000),
    packetsReceived: count(5_000_000),
    packetsReceivedLost: count(5_000_000),
    /** How often incoming video froze. */
    freezes: count(1_000),
    candidate: z.enum(candidates).optional(),
    protocol: z.enum(protocols).optional(),
    audioCodec: z.enum(audioCodecs).optional(),
    videoCodec: z.enum(videoCodecs).optional(),
  })
  .refine(({ quality, worstQuality }) => isInOrder(worstQuality, quality), {
    message: 'worstQuality comes with quality, and is not above it',
    path: ['worstQuality'],
  })
  .refine(({ roundTripMs, worstRoundTripMs }) => isInOrder(roundTripMs, worstRoundTripMs), {
    message: 'worstRoundTripMs comes with roundTripMs, and is not below it',
    path: ['worstRoundTripMs'],
  })
export type Figures = z.infer<typeof figures>

const isInOrder = (low: number | undefined, high: number | undefined): boolean =>
  low === undefined || high === undefined ? low === high : low <= high

/** The share of lost packets, 0 to 1; undefined if none was sent. */
export const lossOf = (got: number, lost: number): number | undefined =>
  got + lost > 0 ? lost / (got + lost) : undefined

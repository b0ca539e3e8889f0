import { z } from 'zod'

const revision = z.number().int().min(0)

const track = z
  .object({
    id: z.string().min(1).max(256),
    kind: z.enum(['audio', 'video', 'data']),
    name: z.string(),
    enabled: z.boolean().optional(),
    priority: z.enum(['low', 'standard', 'high']).nullish(),
  })
  .transform(({ enabled = true, priority, ...rest }) => ({ ...rest, enabled, priority: priority ?? 'standard' }))

const participant = z.object({ revision, tracks: z.array(track).max(200) })

// SDP and candidates are opaque text, relayed unchanged to the other browser.
const description = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['offer', 'answer']), revision, sdp: z.string() }),
  z.object({ type: z.literal('close'), revision: revision.optional() }),
])

const ice = z.looseObject({ ufrag: z.string().max(256), revision, candidates: z.array(z.unknown()) })

const peerConnection = z.object({
  id: z.string().min(1).max(256),
  description: description.nullish(),
  ice: ice.nullish(),
})

const peerConnections = z.array(peerConnection).max(200).nullish()

const subscribeRule = z.object({
  type: z.enum(['include', 'exclude']),
  all: z.boolean().optional(),
  kind: z.enum(['audio', 'video', 'data']).optional(),
  publisher: z.string().optional(),
  track: z.string().optional(),
})
const subscribe = z.object({ rules: z.array(subscribeRule) })

const video = z.object({
  active_speaker_priority: z.enum(['low', 'standard', 'high']).catch('low'),
  max_subscription_bandwidth: z.number().optional().catch(undefined),
  max_tracks: z.number().optional().catch(undefined),
})

const bandwidthProfile = z
  .object({ video: video.optional() })
  .transform(({ video: given }) =>
    given === undefined
      ? undefined
      : {
          maxTracks: given.max_tracks,
          maxSubscriptionBitrate: given.max_subscription_bandwidth,
          speakerPriority: given.active_speaker_priority,
        },
  )
  .nullish()

/**
 * A browser's messages about its room: Room Signaling Protocol, version 2. Parsing drops fields that are not needed
 * here.
 */
export const browserMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ice'), token: z.string() }),
  z.object({
    type: z.literal('connect'),
    token: z.string(),
    name: z.string().nullish(),
    participant,
    peer_connections: peerConnections,
    subscribe: subscribe.nullish(),
    media_signaling: z.record(z.string(), z.unknown()).nullish(),
    bandwidth_profile: bandwidthProfile,
  }),
  z.object({
    type: z.literal('update'),
    participant: participant.nullish(),
    peer_connections: peerConnections,
    bandwidth_profile: bandwidthProfile,
  }),
  z.object({
    type: z.literal('sync'),
    session: z.string(),
    token: z.string(),
    participant: participant.nullish(),
    peer_connections: peerConnections,
  }),
  z.object({ type: z.literal('disconnect'), session: z.string().nullish() }),
])

type BrowserMessage = z.output<typeof browserMessage>
export type Message<Type extends BrowserMessage['type']> = Extract<BrowserMessage, { type: Type }>
export type Description = z.output<typeof description>
export type Ice = z.output<typeof ice>
export type PeerConnection = z.output<typeof peerConnection>

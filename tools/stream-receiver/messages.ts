import { z } from 'zod'

const start = z.object({
  event: z.literal('start'),
  start: z.object({
    accountSid: z.string(),
    streamSid: z.string(),
    callSid: z.string(),
    tracks: z.array(z.enum(['inbound', 'outbound'])),
    mediaFormat: z.object({
      encoding: z.literal('audio/x-mulaw'),
      sampleRate: z.literal(8_000),
      channels: z.literal(1),
    }),
    customParameters: z.record(z.string(), z.string()),
  }),
})

const media = z.object({
  event: z.literal('media'),
  media: z.object({
    track: z.enum(['inbound', 'outbound']),
    chunk: z.string(),
    timestamp: z.string(),
    payload: z.base64(),
  }),
})

/** Twilio's messages on a media stream's WebSocket. `dtmf` and `mark` come on bidirectional streams only. */
export const message = z.discriminatedUnion('event', [
  start,
  media,
  z.object({ event: z.literal('connected') }),
  z.object({ event: z.literal('stop') }),
  z.object({ event: z.literal('dtmf') }),
  z.object({ event: z.literal('mark') }),
])

export type Start = z.output<typeof start>['start']
export type Media = z.output<typeof media>['media']

import { z } from 'zod'

const callsid = z.string()
const sdp = z.string().max(100_000)
const message = <Type extends string, Payload extends z.ZodType>(type: Type, payload: Payload) =>
  z.object({ type: z.literal(type), payload })

/** The Voice SDK's messages (the source of `@twilio/voice-sdk`; Twilio does not document the protocol). */
export const saidByDevice = z.discriminatedUnion('type', [
  message('listen', z.object({ token: z.string(), reconnectTimeout: z.number().min(0).default(0) })),
  message('register', z.object({ media: z.object({ audio: z.boolean() }) })),
  message(
    'invite',
    z.object({
      callsid,
      sdp,
      // The token of a call that the browser resumes.
      reconnect: z.string().optional(),
      twilio: z.object({ params: z.string().default('') }).default({ params: '' }),
    }),
  ),
  message('answer', z.object({ callsid, sdp })),
  message('reinvite', z.object({ callsid, sdp })),
  message('reject', z.object({ callsid })),
  message('hangup', z.object({ callsid })),
  message('dtmf', z.object({ callsid, dtmf: z.string() })),
  message('message', z.object({ callsid, voiceeventsid: z.string(), messagetype: z.string() })),
])

export type SaidByDevice = z.output<typeof saidByDevice>
export type Said<Type extends SaidByDevice['type']> = Extract<SaidByDevice, { type: Type }>['payload']

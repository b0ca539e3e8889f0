import { z } from 'zod'

const callSid = z.string().regex(/^CA[0-9a-fA-F]{32}$/)

/** What Flex writes on the task of a voice call. Other people's attributes: all of it is optional. */
const attributes = z.object({
  call_sid: callSid.optional().catch(undefined),
  direction: z.string().optional().catch(undefined),
  conversationSid: z.string().optional().catch(undefined),
  conference: z
    .object({
      sid: z
        .string()
        .regex(/^CF[0-9a-fA-F]{32}$/)
        .optional()
        .catch(undefined),
      participants: z
        .object({ customer: callSid.optional().catch(undefined) })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
})

export type CallAttributes = {
  /** The customer's leg. */
  readonly callSid: string | undefined
  readonly conferenceSid: string | undefined
  readonly direction: 'inbound' | 'outbound'
  readonly isConversation: boolean
}

/** The attributes of a voice task, read with care. */
export function parseCall(text: string): CallAttributes {
  const { call_sid, direction, conference, conversationSid } = attributes.catch({}).parse(json(text))
  return {
    callSid: conference?.participants?.customer ?? call_sid,
    conferenceSid: conference?.sid,
    direction: direction?.toLowerCase() === 'outbound' ? 'outbound' : 'inbound',
    isConversation: conversationSid !== undefined,
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

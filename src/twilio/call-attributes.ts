import { z } from 'zod'
import { ourKey } from './annotated.ts'

const callSid = z
  .string()
  .regex(/^CA[0-9a-fA-F]{32}$/)
  .optional()
  .catch(undefined)

/** The attributes that Flex and plugins write on the task of a call. Anybody may change them, so all are optional. */
const attributes = z.object({
  call_sid: callSid,
  direction: z.string().optional().catch(undefined),
  client_call: z.boolean().optional().catch(undefined),
  conversationSid: z.string().optional().catch(undefined),
  conference: z
    .object({
      sid: z
        .string()
        .regex(/^CF[0-9a-fA-F]{32}$/)
        .optional()
        .catch(undefined),
      participants: z.object({ customer: callSid, worker: callSid }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  [ourKey]: z
    .object({
      taskSid: z.string(),
      streams: z.object({
        lifted: z.boolean().optional(),
        agents: z.number().int().optional(),
        names: z.number().int().min(1).max(10_000).optional(),
        to: z.record(z.string(), z.string()).optional(),
      }),
    })
    .optional()
    .catch(undefined),
})

type Ours = {
  readonly taskSid: string
  readonly isLifted: boolean
  readonly agents: number
  readonly names: number
  /** Destinations by reservation. */
  readonly to: Readonly<Record<string, string>>
}

/** All attributes are hints: they may be early, late, or written by a plugin that means another leg. */
export type CallAttributes = {
  /** The customer's leg, if that is certain. The `call_sid` of an outbound call may be the agent's leg. */
  readonly callSid: string | undefined
  /** Any leg of the call. */
  readonly anyCallSid: string | undefined
  /** The leg of the latest agent. */
  readonly workerCallSid: string | undefined
  readonly conferenceSid: string | undefined
  readonly direction: 'inbound' | 'outbound'
  /** A call between two agents, without a customer. */
  readonly isInternal: boolean
  readonly isConversation: boolean
  /** Our part of the attributes. It names its task, because a plugin may have copied it from another task. */
  readonly ours: Ours | undefined
}

/** Parses the attributes of a voice task. */
export function parseCall(text: string): CallAttributes {
  const found = attributes.catch({}).parse(json(text))
  const { call_sid, conference, conversationSid, client_call } = found
  const direction = found.direction?.toLowerCase()
  const { customer, worker } = conference?.participants ?? {}
  const isInternal = client_call === true
  const { taskSid, streams } = found[ourKey] ?? {}
  return {
    callSid: isInternal ? undefined : (customer ?? (direction === 'inbound' ? call_sid : undefined)),
    anyCallSid: call_sid,
    workerCallSid: worker,
    conferenceSid: conference?.sid,
    direction: direction === 'outbound' ? 'outbound' : 'inbound',
    isInternal,
    isConversation: conversationSid !== undefined,
    ours: taskSid
      ? {
          taskSid,
          isLifted: streams?.lifted === true,
          agents: streams?.agents ?? 0,
          names: streams?.names ?? 1,
          to: streams?.to ?? {},
        }
      : undefined,
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

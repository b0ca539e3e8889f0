import { z } from 'zod'

const events = z.array(z.string())
const milliseconds = z.number().int().min(0)
const callback = z.url().nullable().optional()
const who = z.union([
  z.literal('customer'),
  z.strictObject({ workerSid: z.string() }),
  z.strictObject({ callSid: z.string() }),
])
export type Who = z.infer<typeof who>

/** An incoming or outgoing call. */
export const newCall = z.strictObject({
  direction: z.enum(['inbound', 'outbound', 'internal']).optional(),
  callSid: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  customerName: z.string().optional(),
  attributes: z.record(z.string(), z.unknown()).optional(),
  workerSid: z.string().optional(),
  queueSid: z.string().optional(),
  endConferenceOnExit: z.strictObject({ customer: z.boolean().optional(), agent: z.boolean().optional() }).optional(),
  endsWithLastAgent: z.boolean().optional(),
  ringsMs: milliseconds.nullable().optional(),
  writesAfterMs: milliseconds.nullable().optional(),
  callSidNames: z.enum(['customer', 'agent']).optional(),
  isForwarded: z.boolean().optional(),
  statusCallback: z.url().optional(),
  statusCallbackEvents: events.optional(),
  conferenceStatusCallback: z.url().optional(),
  conferenceStatusCallbackEvents: events.optional(),
})

/** `workerSid` is the agent who transfers; by default the one who has had the call for longest. */
export const newTransfer = z.strictObject({
  to: z.string(),
  mode: z.enum(['warm', 'cold']),
  workerSid: z.string().optional(),
})

export const worker = z.strictObject({ workerSid: z.string().optional() })

export const person = z.strictObject({ who: who.optional(), on: z.boolean().optional() })

/** With `isDropped` TaskRouter gets no event of the hangup. */
export const hangup = z.strictObject({ who: who.optional(), isDropped: z.boolean().optional() })

/** With `answers: false` the callee never answers. */
export const answer = z.strictObject({ answers: z.boolean().optional() })

export const outside = z.strictObject({ on: z.boolean().optional(), endConferenceOnExit: z.boolean().optional() })

export const flagged = z.strictObject({ who, on: z.boolean() })

/** `coaches` names the worker who has the call and is the only one to hear this participant. */
export const newParty = z.strictObject({
  to: z.string().optional(),
  workerSid: z.string().optional(),
  label: z.string().optional(),
  endConferenceOnExit: z.boolean().optional(),
  muted: z.boolean().optional(),
  coaches: z.string().optional(),
})

export const voiceSettings = z.strictObject({
  updateLagMs: milliseconds.optional(),
  joinLagMs: milliseconds.optional(),
  media: z.boolean().optional(),
  allowWs: z.boolean().optional(),
  callStatusCallback: callback,
  conferenceStatusCallback: callback,
})

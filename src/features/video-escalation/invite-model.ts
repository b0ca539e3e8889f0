import { z } from 'zod'

/** Why an invite did not arrive. Agents and supervisors read a sentence for each reason. */
export const undeliveredReason = z.enum([
  'outside-window',
  'filtered',
  'opted-out',
  'landline',
  'unreachable',
  'unknown',
])
export type UndeliveredReason = z.infer<typeof undeliveredReason>

/** The newest invite that Twilio accepted. */
export const sentInvite = z.object({
  /** Which of the escalation's invites. */
  invite: z.number(),
  messageSid: z.string(),
  /** An approved WhatsApp template instead of free text. */
  isTemplate: z.boolean(),
  /** It has arrived: later receipts change nothing. */
  isDelivered: z.boolean(),
  failure: z.object({ at: z.number(), code: z.number().optional() }).optional(),
})
export type SentInvite = z.infer<typeof sentInvite>

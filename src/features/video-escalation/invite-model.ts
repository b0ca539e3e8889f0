import { z } from 'zod'

/** Why an invite did not arrive, in a word: agents and supervisors read a sentence for each. */
export const undeliveredReason = z.enum([
  'outside-window',
  'filtered',
  'opted-out',
  'landline',
  'unreachable',
  'unknown',
])
export type UndeliveredReason = z.infer<typeof undeliveredReason>

/** The newest invite that Twilio took. */
export const sentInvite = z.object({
  /** Which of the escalation's invites. */
  invite: z.number(),
  messageSid: z.string(),
  /** An approved template of WhatsApp instead of words of our own. */
  isTemplate: z.boolean(),
  /** Proof that it arrived: what is heard of it afterwards changes nothing. */
  isDelivered: z.boolean(),
  failure: z.object({ at: z.number(), code: z.number().optional() }).optional(),
})
export type SentInvite = z.infer<typeof sentInvite>

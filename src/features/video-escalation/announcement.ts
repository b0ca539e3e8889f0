import { z } from 'zod'
import { undeliveredReason } from './invite-model.ts'

/** Written under our key of the task's attributes: an id and a state, never a link, token or secret. */
export const announcement = z.object({
  id: z.string(),
  state: z.string(),
  reason: z.string().optional(),
  joined: z.boolean().optional(),
  seconds: z.number().optional(),
  /** The customer's stars, 1 to 5. */
  rating: z.number().optional(),
  /** The customer wants a new link. */
  asksForLink: z.boolean().optional(),
  /** The invite did not reach the customer: why, and a sentence for the agent. */
  notDelivered: z.object({ reason: undeliveredReason, message: z.string() }).optional(),
})
export type Announcement = z.infer<typeof announcement>

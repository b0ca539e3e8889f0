import { z } from 'zod'

/** A transfer of the conversation, as far as events have reported it. `over` is final, whatever arrives later. */
export const transfer = z.object({
  id: z.string(),
  mode: z.enum(['cold', 'warm']),
  is: z.enum(['ringing', 'accepted', 'over']),
  /** An agent accepted it. Separate from `is`, because every transfer is over in the end. */
  wasAccepted: z.boolean(),
  at: z.number(),
  fromWorkerSid: z.string(),
  to: z.object({ workerSid: z.string().optional(), name: z.string().optional() }),
  /** The task of an invite that is not ours, which Twilio listed in the conversation's channel. */
  invitedTaskSid: z.string().optional(),
})
export type Transfer = z.infer<typeof transfer>

/** An agent whose assignment ended while the video went on, and what the agent could see of it then. */
export const released = z.object({
  taskSid: z.string(),
  workerSid: z.string(),
  at: z.number(),
  isLinkRevoked: z.boolean().default(false),
  isRecorded: z.boolean().default(false),
})

/**
 * One agent has handed the customer over, or has left, and the next agent is not in the room yet.
 *
 * - closedAt: when the first agent's task ended; the 30 s of the handover run from then
 * - isOverdue: they have run out
 * - channel: where to ask Twilio who is invited, and the task of the agent who left
 * - endsAs: how the last assignment ended, until it is known whether anybody is invited
 */
export const handover = z.object({
  fromWorkerSid: z.string(),
  closedAt: z.number().optional(),
  isOverdue: z.boolean(),
  channel: z.object({ interactionSid: z.string(), channelSid: z.string(), taskSid: z.string() }).optional(),
  endsAs: z.string().optional(),
})

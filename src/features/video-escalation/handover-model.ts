import { z } from 'zod'

/** A transfer of the conversation, as far as it was told. What is over stays over, whatever is heard after it. */
export const transfer = z.object({
  id: z.string(),
  mode: z.enum(['cold', 'warm']),
  is: z.enum(['ringing', 'accepted', 'over']),
  /** Somebody took it. Told apart from `is`, because a transfer is over in the end either way. */
  wasAccepted: z.boolean(),
  at: z.number(),
  fromWorkerSid: z.string(),
  to: z.object({ workerSid: z.string().optional(), name: z.string().optional() }),
  /** Not one of ours: an invite that Twilio showed in the conversation's channel, by its task. */
  invitedTaskSid: z.string().optional(),
})
export type Transfer = z.infer<typeof transfer>

/** An agent whose part of the conversation ended, while the video went on; and what they knew of it then. */
export const released = z.object({
  taskSid: z.string(),
  workerSid: z.string(),
  at: z.number(),
  isLinkRevoked: z.boolean().default(false),
  isRecorded: z.boolean().default(false),
})

/**
 * One agent has handed the customer over, or has gone, and the next one is not in the room yet.
 *
 * - closedAt: the first agent's task is over, and the 30 s of the handover run
 * - isOverdue: they have run out
 * - channel: where Twilio is asked who is invited, and the task of the agent who left it
 * - endsAs: how the last agent's part ended, until it is known whether anybody is invited
 */
export const handover = z.object({
  fromWorkerSid: z.string(),
  closedAt: z.number().optional(),
  isOverdue: z.boolean(),
  channel: z.object({ interactionSid: z.string(), channelSid: z.string(), taskSid: z.string() }).optional(),
  endsAs: z.string().optional(),
})

import { z } from 'zod'

const video = z.object({
  /** A new id means a new video on the same task. */
  id: z.string().optional(),
  state: z.string(),
  reason: z.string().optional(),
  joined: z.boolean().optional(),
  seconds: z.number().optional(),
})
export type VideoSaid = z.infer<typeof video>

const transfer = z.object({
  /**
   * 'incoming' on the task of the agent who gets the offer; other states are on the task of the agent who transfers.
   */
  state: z.string(),
  mode: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  note: z.string().optional(),
  reason: z.string().optional(),
})
export type TransferSaid = z.infer<typeof transfer>

const said = z.object({
  video: video.optional(),
  transfer: transfer.optional(),
  refused: z.object({ message: z.string() }).optional(),
})

/**
 * Reads what an application wrote on a task about its video and its transfers:
 * `{"<application>": {"video": {"state", …}, "transfer": {"state", …}, "refused"}}`. The application's name does not
 * matter.
 */
export function taskSaid(attributes: Readonly<Record<string, unknown>>): {
  readonly video: VideoSaid | null
  readonly transfer: TransferSaid | null
  readonly refused: string | null
} {
  for (const value of Object.values(attributes)) {
    const { data } = said.safeParse(value)
    if (!data?.video && !data?.transfer && !data?.refused) continue
    const { video = null, transfer = null, refused } = data
    return { video, transfer, refused: refused?.message ?? null }
  }
  return { video: null, transfer: null, refused: null }
}

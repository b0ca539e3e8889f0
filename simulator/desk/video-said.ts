import { z } from 'zod'

const video = z.object({
  /** Another one is another video on the same task. */
  id: z.string().optional(),
  state: z.string(),
  reason: z.string().optional(),
  joined: z.boolean().optional(),
  seconds: z.number().optional(),
})
export type VideoSaid = z.infer<typeof video>

const said = z.object({ video: video.optional(), refused: z.object({ message: z.string() }).optional() })

/**
 * What an application says on a task about its video: `{"<application>": {"video": {"state", …}, "refused"}}`. Which
 * application it is does not matter here.
 */
export function videoSaid(attributes: Readonly<Record<string, unknown>>): {
  readonly video: VideoSaid | null
  readonly refused: string | null
} {
  for (const value of Object.values(attributes)) {
    const { data } = said.safeParse(value)
    if (data?.video || data?.refused) return { video: data.video ?? null, refused: data.refused?.message ?? null }
  }
  return { video: null, refused: null }
}

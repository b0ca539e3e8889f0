import { z } from 'zod'
import type { HeardOnChannel } from './media-signalling.ts'

const answer = z.object({
  type: z.literal('publisher_hints'),
  hints: z.array(z.object({ track: z.string(), result: z.string() })).max(200),
})
const reset = z.object({ type: z.literal('client_reset'), track: z.string() })

export interface PublisherSays {
  /** The SIDs of tracks for which the browser could not follow the hints. */
  readonly failed: readonly string[]
  /** A track with a new source, which sends all its layers again. */
  readonly reset: readonly string[]
}

/** Reads a publisher's message about its layers; undefined for any other message. */
export function readPublisherHints(message: HeardOnChannel): PublisherSays | undefined {
  const answered = answer.safeParse(message)
  if (answered.success) {
    return { failed: answered.data.hints.flatMap(({ track, result }) => (result === 'OK' ? [] : track)), reset: [] }
  }
  const begun = reset.safeParse(message)
  return begun.success ? { failed: [], reset: [begun.data.track] } : undefined
}

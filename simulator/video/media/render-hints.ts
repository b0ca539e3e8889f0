import { z } from 'zod'
import type { Size } from './layers.ts'
import type { HeardOnChannel } from './media-signalling.ts'

const size = z.object({ width: z.number(), height: z.number() }).optional().catch(undefined)

const hints = z.object({
  type: z.literal('render_hints'),
  subscriber: z.object({
    id: z.number(),
    hints: z
      .array(z.looseObject({ track: z.string(), enabled: z.boolean().optional(), render_dimensions: size }))
      .max(200),
  }),
})

export interface RenderHints {
  readonly answer: Readonly<Record<string, unknown>>
  /** By track SID: whether the track is on the screen, and its size there. */
  readonly shown: ReadonlyMap<string, boolean>
  readonly sizes: ReadonlyMap<string, Size>
}

/** Reads a browser's message about the pictures on its screen; undefined for any other message. */
export function readRenderHints(message: HeardOnChannel): RenderHints | undefined {
  const parsed = hints.safeParse(message)
  if (!parsed.success) return undefined
  const { id, hints: all } = parsed.data.subscriber
  const sizes = all.flatMap(({ track, render_dimensions: each }) => (each ? [[track, each] as const] : []))
  return {
    answer: { subscriber: { id, hints: all.map(({ track }) => ({ track, result: 'OK' })) } },
    shown: new Map(all.flatMap(({ track, enabled }) => (enabled === undefined ? [] : [[track, enabled] as const]))),
    sizes: new Map(sizes),
  }
}

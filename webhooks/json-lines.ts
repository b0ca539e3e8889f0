import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import { readInTime } from './event-stream.ts'

/** Writes one JSON object per line, each as soon as it is read: the list may be longer than memory. */
export function jsonLines(c: Context, items: AsyncIterable<object>): Response {
  c.header('Content-Type', 'application/x-ndjson')
  return stream(c, async (out) => {
    for await (const item of items) {
      if (out.aborted) return
      await readInTime(c, out, out.write(`${JSON.stringify(item)}\n`))
    }
  })
}

import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import { readInTime } from './line.ts'

/** One JSON object a line, written as they come: the list may be longer than memory. */
export function jsonLines(c: Context, items: AsyncIterable<object>): Response {
  c.header('Content-Type', 'application/x-ndjson')
  return stream(c, async (out) => {
    for await (const item of items) {
      if (out.aborted) return
      await readInTime(c, out, out.write(`${JSON.stringify(item)}\n`))
    }
  })
}

import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Cloud } from '../cloud/cloud.ts'
import type { JournalEntry } from '../cloud/journal.ts'

const longestWait = 60_000

/** Reads the journal: what happened so far, the next entry, or a stream. */
export function journalControls(cloud: Cloud): Hono {
  const app = new Hono()
  app.get('/journal', async (c) => {
    const after = Number(c.req.query('after') ?? 0) || 0
    const waitMs = Math.min(Number(c.req.query('waitMs') ?? 0) || 0, longestWait)
    if (cloud.journal.last() <= after && waitMs > 0) await nextEntry(cloud, waitMs, c.req.raw.signal)
    return c.json({ entries: cloud.journal.after(after), last: cloud.journal.last() })
  })
  app.get('/live', (c) =>
    streamSSE(c, async (stream) => {
      const waiting: JournalEntry[] = []
      let wake = (): void => undefined
      const stop = cloud.journal.listen((entry) => {
        waiting.push(entry)
        wake()
      })
      stream.onAbort(() => {
        stop()
        wake()
      })
      while (!stream.aborted) {
        for (const entry of waiting.splice(0)) {
          await stream.writeSSE({ id: String(entry.n), event: entry.kind, data: JSON.stringify(entry) })
        }
        if (waiting.length > 0 || stream.aborted) continue
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }),
  )
  return app
}

/** Resolves with the next entry, at the end of the wait, or when the caller disconnects, whichever is first. */
function nextEntry(cloud: Cloud, waitMs: number, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      stop()
      clearTimeout(timer)
      gone.removeEventListener('abort', finish)
      resolve()
    }
    const stop = cloud.journal.listen(finish)
    const timer = setTimeout(finish, waitMs)
    gone.addEventListener('abort', finish)
  })
}

import { inTime } from '../../../client/in-time.ts'
import type { TimelineEntry } from '../../../src/engine/timeline.ts'
import { fetchAs } from '../server/ask.ts'
import type { Session } from '../server/session.ts'

export type Timeline = { readonly text: string; readonly entries: readonly TimelineEntry[] }

/** A long one takes its time on a slow line. */
const patienceMs = 30_000

/** One escalation's timeline, as the server wrote it and as it is shown; undefined when it cannot be had. */
export async function readTimeline(session: Session, id: string): Promise<Timeline | undefined> {
  const path = `/escalations/${encodeURIComponent(id)}/timeline`
  try {
    return await inTime(async (signal) => {
      const answer = await fetchAs({ session, path }, { signal })
      if (answer.status === 404) return { text: '', entries: [] }
      if (!answer.ok) return undefined
      const text = await answer.text()
      const lines = text.split('\n').filter((line) => line !== '')
      // Our own server's words, typed by it.
      return { text, entries: lines.map((line) => JSON.parse(line) as TimelineEntry) }
    }, patienceMs)
  } catch {
    return undefined
  }
}

/** Hands a text to the person as a file. */
export function saveAs(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/x-ndjson' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

import { inTime } from '../../../client-shared/in-time.ts'
import type { TimelineEntry } from '../../../src/engine/timeline.ts'
import { fetchAs } from '../server/ask.ts'
import type { Session } from '../server/session.ts'

export type Timeline = { readonly text: string; readonly entries: readonly TimelineEntry[] }

/** A long timeline takes time on a slow connection. */
const patienceMs = 30_000

/** Reads the timeline of one escalation, as text and as entries; undefined if that fails. */
export async function readTimeline(session: Session, id: string): Promise<Timeline | undefined> {
  const path = `/escalations/${encodeURIComponent(id)}/timeline`
  try {
    return await inTime(async (signal) => {
      const answer = await fetchAs({ session, path }, { signal })
      if (answer.status === 404) return { text: '', entries: [] }
      if (!answer.ok) return undefined
      const text = await answer.text()
      const lines = text.split('\n').filter((line) => line !== '')
      // From Escalate's own server, which also provides the type.
      return { text, entries: lines.map((line) => JSON.parse(line) as TimelineEntry) }
    }, patienceMs)
  } catch {
    return undefined
  }
}

/** Saves a text as a file. */
export function saveAs(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/x-ndjson' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has started to read the file by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

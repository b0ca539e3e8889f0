import type { Visitor } from './visitor.ts'

/** How long (ms) a page may be without an event stream before its participant counts as gone: a refresh takes less. */
const graceMs = 5_000

/**
 * Keeps which pages have an event stream open here. Not every browser reports that it leaves: a phone kills it, a train
 * enters a tunnel. So a closed last event stream also counts as leaving, unless the page comes back at once.
 */
export function createPresence() {
  const participants = new Map<string, Map<string, number>>()
  return {
    /** @returns what to call when the event stream ends; `left` runs once the page has none any more */
    come({ identity }: Visitor, device: string, left: () => void): () => void {
      const pages = participants.get(identity) ?? new Map<string, number>()
      participants.set(identity, pages.set(device, (pages.get(device) ?? 0) + 1))
      return () => {
        const rest = (pages.get(device) ?? 1) - 1
        if (rest > 0) return void pages.set(device, rest)
        pages.delete(device)
        if (pages.size === 0) participants.delete(identity)
        setTimeout(() => {
          if (!participants.get(identity)?.has(device)) left()
        }, graceMs).unref()
      }
    },
  }
}

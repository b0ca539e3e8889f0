/** What a journal entry can hold. `n` counts 1, 2, 3…; no number is used twice, not even after a reset. */
export type Happening =
  | {
      readonly kind: 'request'
      readonly product: string
      readonly method: string
      readonly pattern: string
      readonly path: string
      readonly status: number | null
      readonly code?: number
      readonly params: unknown
      readonly fault?: string
    }
  | {
      readonly kind: 'unexpected'
      readonly product: string
      readonly method: string
      readonly path: string
      readonly status: number
    }
  | {
      readonly kind: 'gap'
      readonly product: string
      readonly method: string
      readonly path: string
      /** What Twilio does for this request and the simulator does not. */
      readonly gap: string
    }
  | {
      readonly kind: 'webhook'
      readonly product: string
      readonly event: string
      readonly path: string
      readonly params: Readonly<Record<string, string>>
      readonly attempt: number
      readonly status: number | null
      readonly error?: string
      readonly fault?: string
    }
  | {
      readonly kind: 'change'
      readonly change: string
      readonly sid: string
      readonly detail: Readonly<Record<string, unknown>>
    }

export type JournalEntry = { readonly n: number; readonly at: string } & Happening

/** Everything that happened, in order. Only the latest entries are kept. */
export interface Journal {
  readonly add: (happening: Happening) => void
  readonly change: (change: string, sid: string, detail?: Readonly<Record<string, unknown>>) => void
  readonly after: (n: number) => readonly JournalEntry[]
  readonly last: () => number
  /** Calls `listener` with every new entry until the returned function is called. */
  readonly listen: (listener: (entry: JournalEntry) => void) => () => void
  readonly clear: () => void
}

const kept = 50_000
const slack = 5_000

/** Creates an empty journal. `now` gives the time of each entry. */
export function createJournal(now: () => number): Journal {
  const listeners = new Set<(entry: JournalEntry) => void>()
  let entries: JournalEntry[] = []
  let n = 0

  const add = (happening: Happening): void => {
    n += 1
    const entry: JournalEntry = { n, at: new Date(now()).toISOString(), ...happening }
    entries.push(entry)
    // Trims in batches: shifting a long array for each entry would be quadratic.
    if (entries.length > kept + slack) entries = entries.slice(-kept)
    for (const listener of listeners) listener(entry)
  }

  return {
    add,
    change: (change, sid, detail = {}) => add({ kind: 'change', change, sid, detail }),
    after(seen) {
      const first = entries[0]?.n ?? n + 1
      return entries.slice(Math.max(seen + 1 - first, entries.length - kept, 0))
    },
    last: () => n,
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clear() {
      entries = []
    },
  }
}

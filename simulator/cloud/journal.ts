/** What the journal can hold. `n` counts 1, 2, 3… and is never used twice, not even after a reset. */
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
      /** What Twilio would have done, and the simulator has not. */
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

/** Everything that happened, in order. Old entries are forgotten. */
export interface Journal {
  readonly add: (happening: Happening) => void
  readonly change: (change: string, sid: string, detail?: Readonly<Record<string, unknown>>) => void
  readonly after: (n: number) => readonly JournalEntry[]
  readonly last: () => number
  /** Hears every new entry until the returned function is called. */
  readonly listen: (hear: (entry: JournalEntry) => void) => () => void
  readonly clear: () => void
}

const kept = 50_000
const slack = 5_000

export function createJournal(now: () => number): Journal {
  const listeners = new Set<(entry: JournalEntry) => void>()
  let entries: JournalEntry[] = []
  let n = 0

  const add = (happening: Happening): void => {
    n += 1
    const entry: JournalEntry = { n, at: new Date(now()).toISOString(), ...happening }
    entries.push(entry)
    // Trimmed in strides: shifting a long array once per entry would be quadratic.
    if (entries.length > kept + slack) entries = entries.slice(-kept)
    for (const hear of listeners) hear(entry)
  }

  return {
    add,
    change: (change, sid, detail = {}) => add({ kind: 'change', change, sid, detail }),
    after(seen) {
      const first = entries[0]?.n ?? n + 1
      return entries.slice(Math.max(seen + 1 - first, entries.length - kept, 0))
    },
    last: () => n,
    listen(hear) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    clear() {
      entries = []
    },
  }
}

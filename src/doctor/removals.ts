import type { Finding } from './check.ts'

/** What the doctor has made in an account, and how each part is taken away again. */
export type Removals = {
  readonly add: (what: string, remove: () => Promise<unknown>) => void
  /** Takes everything away, the newest first; whatever cannot be is named. */
  readonly dismantle: () => Promise<readonly Finding[]>
}

/** @param name by which a person finds in the console what is left */
export function createRemovals(name: string): Removals {
  const all: { readonly what: string; readonly remove: () => Promise<unknown> }[] = []
  return {
    add: (what, remove) => void all.push({ what, remove }),
    async dismantle() {
      const left: Finding[] = []
      for (const { what, remove } of all.reverse()) {
        try {
          await remove()
        } catch (problem) {
          const why = problem instanceof Error ? problem.message : String(problem)
          left.push({ what: `The ${what} could not be removed: ${why}`, todo: `Remove "${name}" in the console.` })
        }
      }
      return left
    },
  }
}

import type { Finding } from './check.ts'

/** The resources that the doctor has made in an account, and how to remove each of them. */
export type Removals = {
  readonly add: (what: string, remove: () => Promise<unknown>) => void
  /** Removes everything, the newest first. @returns a finding for each resource that is left */
  readonly dismantle: () => Promise<readonly Finding[]>
}

/** @param name for finding resources that are left in the console */
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

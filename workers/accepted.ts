import type { Fact } from '../src/core/facts.ts'
import type { Accept } from '../src/engine/accept.ts'
import type { Note } from '../src/engine/handle.ts'

type Deps = { readonly accept: Accept; readonly note: Note }

/** Queues the facts that a reconciler found for one item, and logs them. */
export const createAccepted =
  ({ accept, note }: Deps, feature: string) =>
  async (found: readonly Fact[]): Promise<void> => {
    await accept(found)
    for (const { type, key } of found) note({ feature, type, key }, 'reconciled')
  }

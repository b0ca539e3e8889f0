import type { Fact } from '../src/core/facts.ts'
import type { ReconcileDeps } from './reconcile.ts'

/** Queues what a reconciler found of one item, and writes it into the log. */
export const createAccepted =
  ({ accept, note }: Pick<ReconcileDeps, 'accept' | 'note'>, feature: string) =>
  async (found: readonly Fact[]): Promise<void> => {
    await accept(found)
    for (const { type, key } of found) note({ feature, type, key }, 'reconciled')
  }

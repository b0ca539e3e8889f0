import type { Fact } from '../src/core/facts.ts'
import { state as stateSchema } from '../src/features/conversation-transfer/model.ts'
import { tasksInQuestion, unheard } from '../src/features/conversation-transfer/observe.ts'
import { inBatches } from './in-batches.ts'
import type { ReconcileDeps } from './reconcile.ts'

const feature = 'conversation-transfer'

/** Transfers last minutes, so few are live at once; each costs three or four reads. */
const atOnce = 5

/**
 * One pass over the live transfers: whoever accepted, declined or left without our hearing of it is found here, at the
 * latest. Differences become facts like any other. What cannot be read of one conversation is read in the next pass.
 *
 * @throws AggregateError after the others, when some could not be compared
 */
export function createTransferReconciler({ twilio, store, accept, note, now }: ReconcileDeps) {
  return async (): Promise<readonly Fact[]> => {
    const keys = await store.live(feature)
    const results = await inBatches(keys, (key) => compared(key).then(found, failed), atOnce)
    const facts = results.flatMap((each) => ('facts' in each ? each.facts : []))
    if (facts.length > 0) await accept(facts)
    for (const { type, key } of facts) note({ feature, type, key }, 'reconciled')
    const problems = results.flatMap((each) => ('problem' in each ? [each.problem] : []))
    if (problems.length > 0) throw new AggregateError(problems, `${problems.length} transfers were not compared`)
    return facts
  }

  async function compared(key: string): Promise<readonly Fact[]> {
    const saved = await store.load({ feature, key })
    if (!saved) return []
    const state = stateSchema.parse(saved.state)
    const { invited, served } = tasksInQuestion(state)
    const at = now()
    const tasks = [...served, ...(invited ? [invited] : [])]
    const [offers, ...read] = await Promise.all([
      invited ? twilio.offersOn(invited) : [],
      ...tasks.map(async (each) => [each, (await twilio.readTask(each))?.status] as const),
    ])
    return unheard(state, { key, at, statuses: new Map(read), offers })
  }
}

const found = (facts: readonly Fact[]) => ({ facts })
const failed = (problem: unknown) => ({ problem })

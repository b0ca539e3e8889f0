import type { Fact } from '../src/core/facts.ts'
import { state as stateSchema } from '../src/features/conversation-transfer/model.ts'
import { tasksInQuestion, unheard } from '../src/features/conversation-transfer/observe.ts'
import { createAccepted } from './accepted.ts'
import type { ReconcileDeps } from './reconcile.ts'

const feature = 'conversation-transfer'

/** Transfers last minutes, so few are live at once; each costs three or four reads. */
const atOnce = 5

/**
 * One pass over the live transfers: whoever accepted, declined or left without our hearing of it is found here, at the
 * latest. Differences become facts like any other.
 */
export function createTransferReconciler(deps: ReconcileDeps): () => Promise<void> {
  const { twilio, store, duty, now } = deps
  const accepted = createAccepted(deps, feature)

  return async () => {
    const keys = (await duty.first('list of records', () => store.live(feature))) ?? []
    await duty.each(
      keys,
      (key) => key,
      (key) => compared(key).then(accepted),
      atOnce,
    )
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

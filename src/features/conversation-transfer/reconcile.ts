import type { Fact } from '../../core/facts.ts'
import type { ReconcileDeps, Reconciler } from '../reconciling.ts'
import { state as stateSchema } from './model.ts'
import { feature } from './names.ts'
import { inviteInQuestion, longestLagMs, missedFacts, tasksInQuestion } from './observe.ts'

type Sought = NonNullable<ReturnType<typeof inviteInQuestion>>

/** Transfers compared at once: they last minutes, so few are live, and each costs three or four reads. */
const atOnce = 5

/**
 * Makes one pass over the live transfers, which finds acceptances, refusals and leavings whose events were lost, and
 * invites that still ring after the end of their transfer. Differences become ordinary facts.
 */
function createReconciler(deps: ReconcileDeps): () => Promise<void> {
  const { twilio, store, periodicTask, now, accepted } = deps

  return async () => {
    const keys = (await periodicTask.first('list of records', () => store.live(feature))) ?? []
    await periodicTask.each(
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
    const sought = inviteInQuestion(state)
    if (sought) return lookedFor(key, sought)
    const { invited, served } = tasksInQuestion(state)
    const at = now()
    const tasks = [...served, ...(invited ? [invited] : [])]
    const [offers, ...read] = await Promise.all([
      invited ? twilio.offersOn(invited) : [],
      ...tasks.map(async (each) => [each, (await twilio.readTask(each))?.status] as const),
    ])
    return missedFacts(state, { key, at, statuses: new Map(read), offers })
  }

  async function lookedFor(key: string, { transferId, since, ...invite }: Sought): Promise<readonly Fact[]> {
    const taskSid = await twilio.inviteMarked(invite)
    const at = now()
    const head = { type: 'invite.seen', id: `looked-${transferId}-${at}`, key, at, transferId } as const
    if (taskSid) return [{ ...head, taskSid, isRinging: true }]
    return at - since < longestLagMs ? [] : [{ ...head, isRinging: false }]
  }
}

export const reconciler: Reconciler = { feature, task: 'transfers', create: createReconciler }

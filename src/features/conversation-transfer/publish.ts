import { release } from './accepting.ts'
import type { Change, Decision, Effect, Handing, Settings, State } from './model.ts'

/** Publishes what changed to the other features: one change after the other, in the order in which they happened. */
export function published(before: State, decision: Decision, at: number): Decision {
  const changes = changesIn(before.transfer, decision.state.transfer, at)
  if (changes.length === 0) return decision
  const unannounced = [...decision.state.unannounced, ...changes]
  const [first] = unannounced
  const isIdle = decision.state.unannounced.length === 0
  return {
    ...decision,
    state: { ...decision.state, unannounced },
    effects: isIdle && first ? [...decision.effects, { type: 'transfer.announce', change: first }] : decision.effects,
  }
}

function changesIn(before: Handing, after: Handing, at: number): readonly Change[] {
  if (after.phase === 'idle' || before === after) return []
  const { id: transferId, mode, from, target } = after
  const change = { transferId, mode, at, from: { taskSid: from.taskSid, workerSid: from.workerSid } }
  const previousTaker = takerOf(before)
  const taker = takerOf(after)
  const changes: Change[] = []
  if (after.phase === 'ringing' && before.phase !== 'ringing') {
    const isTarget = after.attempt === 1 && target.kind === 'worker'
    changes.push({
      ...change,
      is: 'ringing',
      to: {
        taskSid: after.invitedTaskSid,
        ...(isTarget && { workerSid: target.sid }),
        ...(isTarget && target.displayName && { name: target.displayName }),
      },
    })
  }
  const to = taker
    ? { taskSid: taker.taskSid, workerSid: taker.workerSid, ...(taker.displayName && { name: taker.displayName }) }
    : {}
  if (taker && !previousTaker) changes.push({ ...change, is: 'accepted', to })
  if (after.phase === 'over' && (before.phase !== 'over' || (taker && !previousTaker)))
    changes.push({ ...change, is: 'over', to })
  return changes
}

const takerOf = (transfer: Handing) => ('taker' in transfer ? transfer.taker : undefined)

/**
 * Publishes the next change after the first. An immediate release waits until other features know that the invite
 * rings: otherwise the first agent's end would look like the end of the conversation's service.
 */
export function changePublished(before: State, settings: Settings): Decision {
  const [done, ...unannounced] = before.unannounced
  const [next] = unannounced
  const { transfer } = before
  const effects: Effect[] = next ? [{ type: 'transfer.announce', change: next }] : []
  const releasesNow =
    settings.isImmediate &&
    done?.is === 'ringing' &&
    transfer.phase === 'ringing' &&
    transfer.mode === 'cold' &&
    !transfer.isReleased
  if (!releasesNow) return { state: { ...before, unannounced }, effects }
  return {
    state: { ...before, unannounced, transfer: { ...transfer, isReleased: true } },
    effects: [...effects, release(transfer)],
  }
}

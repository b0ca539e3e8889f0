import type { Step } from '../../core/feature.ts'
import { release } from './accepting.ts'
import type { Effect, Handing, Settings, State, Told } from './model.ts'

type Rule = Step<State, Effect>

/** Whatever rule changed the state, other features hear of it: one thing after the other, in the order they happened. */
export function tellingOthers(before: State, step: Rule, at: number): Rule {
  const news = newsIn(before.transfer, step.state.transfer, at)
  if (news.length === 0) return step
  const tells = [...step.state.tells, ...news]
  const [first] = tells
  const isIdle = step.state.tells.length === 0
  return {
    ...step,
    state: { ...step.state, tells },
    effects: isIdle && first ? [...step.effects, { type: 'transfer.tell', told: first }] : step.effects,
  }
}

function newsIn(before: Handing, after: Handing, at: number): readonly Told[] {
  if (after.phase === 'idle' || before === after) return []
  const { id: transferId, mode, from, target } = after
  const told = { transferId, mode, at, from: { taskSid: from.taskSid, workerSid: from.workerSid } }
  const wasTaken = takerOf(before)
  const taker = takerOf(after)
  const news: Told[] = []
  if (after.phase === 'ringing' && before.phase !== 'ringing') {
    const isTarget = after.attempt === 1 && target.kind === 'worker'
    news.push({
      ...told,
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
  if (taker && !wasTaken) news.push({ ...told, is: 'accepted', to })
  if (after.phase === 'over' && (before.phase !== 'over' || (taker && !wasTaken)))
    news.push({ ...told, is: 'over', to })
  return news
}

const takerOf = (transfer: Handing) => ('taker' in transfer ? transfer.taker : undefined)

/**
 * The first thing is told; on to the next. That an invite rings has to be known before the first agent is let go at once:
 * their end would otherwise look like the end of everything.
 */
export function toldOthers(before: State, settings: Settings): Rule {
  const [done, ...tells] = before.tells
  const [next] = tells
  const { transfer } = before
  const effects: Effect[] = next ? [{ type: 'transfer.tell', told: next }] : []
  const isLetGo =
    settings.isImmediate &&
    done?.is === 'ringing' &&
    transfer.phase === 'ringing' &&
    transfer.mode === 'cold' &&
    !transfer.isReleased
  if (!isLetGo) return { state: { ...before, tells }, effects }
  return {
    state: { ...before, tells, transfer: { ...transfer, isReleased: true } },
    effects: [...effects, release(transfer)],
  }
}

import type { Step } from '../../core/feature.ts'
import type { Announcement, Effect, State } from './model.ts'
import { wordOf } from './view.ts'

/** What the first agent's task should say; undefined while there has been no transfer. */
export function announcementOf({ transfer }: State): Announcement | undefined {
  const state = wordOf(transfer)
  if (transfer.phase === 'idle' || !state) return undefined
  const { id, mode, target } = transfer
  return {
    id,
    state,
    mode,
    to: target.name,
    ...('reason' in transfer && transfer.reason && { reason: transfer.reason }),
  }
}

/** Whatever rule changed the state, the task is told when its word changed. A new transfer takes an old refusal off. */
export function announced(before: State, step: Step<State, Effect>): Step<State, Effect> {
  const { transfer } = step.state
  const news = announcementOf(step.state)
  const last = announcementOf(before)
  if (transfer.phase === 'idle' || !news || JSON.stringify(news) === JSON.stringify(last)) return step
  const revision = step.state.revision + 1
  const write: Effect = {
    type: 'task.annotate',
    taskSid: transfer.from.taskSid,
    revision,
    transfer: news,
    ...(news.id !== last?.id && { refused: null }),
  }
  return { ...step, state: { ...step.state, revision }, effects: [...step.effects, write] }
}

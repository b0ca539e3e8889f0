import { nextRevision } from '../../core/revision.ts'
import { type Announcement, type Decision, type Effect, failureOf, type State } from './model.ts'
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
    ...failureOf(transfer),
  }
}

/** Whatever rule changed the state, the task is told when its word changed. A new transfer takes an old refusal off. */
export function announced(before: State, decision: Decision, at: number): Decision {
  const { transfer } = decision.state
  const news = announcementOf(decision.state)
  const last = announcementOf(before)
  if (transfer.phase === 'idle' || !news || JSON.stringify(news) === JSON.stringify(last)) return decision
  const revision = nextRevision(decision.state.revision, at)
  const write: Effect = {
    type: 'task.annotate',
    taskSid: transfer.from.taskSid,
    revision,
    transfer: news,
    ...(news.id !== last?.id && { refused: null }),
  }
  const effects = [...decision.effects, write, ...received(before, decision.state, revision)]
  return { ...decision, state: { ...decision.state, revision }, effects }
}

/** The next agent keeps the note. The mark of the invite has served, and the task is named from now on: it is no other's. */
function received({ transfer: before }: State, { transfer }: State, revision: number): readonly Effect[] {
  const wasTaken = 'taker' in before && before.taker?.taskSid
  if (!('taker' in transfer) || !transfer.taker || transfer.taker.taskSid === wasTaken) return []
  const { id, mode, note, from, taker } = transfer
  const incoming = { id, state: 'incoming', mode, from: from.displayName ?? '', ...(note && { note }) }
  return [{ type: 'task.annotate', taskSid: taker.taskSid, revision, transfer: incoming }]
}

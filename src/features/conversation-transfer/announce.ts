import { nextRevision } from '../../core/revision.ts'
import { type Announcement, type Decision, type Effect, failureOf, type State } from './model.ts'
import { wordOf } from './view.ts'

/** What the first agent's task should say; undefined if there has been no transfer. */
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

/** Writes the first agent's task whenever its text changes. A new transfer removes an old refusal. */
export function announced(before: State, decision: Decision, at: number): Decision {
  const { transfer } = decision.state
  const current = announcementOf(decision.state)
  const last = announcementOf(before)
  if (transfer.phase === 'idle' || !current || JSON.stringify(current) === JSON.stringify(last)) return decision
  const revision = nextRevision(decision.state.revision, at)
  const write: Effect = {
    type: 'task.annotate',
    taskSid: transfer.from.taskSid,
    revision,
    transfer: current,
    ...(current.id !== last?.id && { refused: null }),
  }
  const effects = [...decision.effects, write, ...received(before, decision.state, revision)]
  return { ...decision, state: { ...decision.state, revision }, effects }
}

/**
 * Writes the note on the next agent's task, without the invite's marker. Naming the task makes the text its own, and no
 * copy's.
 */
function received({ transfer: before }: State, { transfer }: State, revision: number): readonly Effect[] {
  const previousTaker = 'taker' in before && before.taker?.taskSid
  if (!('taker' in transfer) || !transfer.taker || transfer.taker.taskSid === previousTaker) return []
  const { id, mode, note, from, taker } = transfer
  const incoming = { id, state: 'incoming', mode, from: from.displayName ?? '', ...(note && { note }) }
  return [{ type: 'task.annotate', taskSid: taker.taskSid, revision, transfer: incoming }]
}

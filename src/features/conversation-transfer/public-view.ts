import type { PublicView } from '../../core/public-view.ts'
import type { State } from './model.ts'
import { wordOf } from './view.ts'

/** The transfer without names and texts, for webhooks and the board. */
export function publicViewOf({ transfer, assignments }: State): PublicView | undefined {
  const state = wordOf(transfer)
  if (transfer.phase === 'idle' || !state) return undefined
  const { id, mode, from, target, startedAt, attempt } = transfer
  return {
    id,
    state,
    mode,
    taskSid: from.taskSid,
    workerSid: from.workerSid,
    targetKind: target.kind,
    targetSid: target.sid,
    startedAt,
    attempt,
    assignments: assignments.length,
    ...('invitedTaskSid' in transfer && transfer.invitedTaskSid && { invitedTaskSid: transfer.invitedTaskSid }),
    ...('taker' in transfer && transfer.taker && { takerSid: transfer.taker.workerSid }),
  }
}

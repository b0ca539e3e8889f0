import type { TransferTarget } from '../../core/commands.ts'
import { type Refusal, refuse, unchanged } from '../../core/feature.ts'
import { assignmentOf, isOver } from './assignments.ts'
import { invite } from './inviting.ts'
import type { Command, Decision, Handing, Settings, State, Transfer } from './model.ts'
import { transferId } from './names.ts'
import { whyNoNote } from './note.ts'
import { isPending } from './view.ts'

export type Asked = {
  readonly by: Command['by']
  readonly target: TransferTarget
  readonly mode: 'cold' | 'warm'
  readonly note?: string | undefined
  /** Agents in the channel a moment ago. */
  readonly workerSids: readonly string[]
  readonly at: number
  readonly key: string
}

const no = (code: string, message: string, retryable = false, name?: string): Refusal => ({
  code,
  message,
  retryable,
  ...(name && { name }),
})

/** Starts a transfer to another agent, or invites another agent to join. */
export function start(state: State, asked: Asked, settings: Settings): Decision {
  const assignment = assignmentOf(state, asked.by)
  if (!assignment) return refuse(state, no('not-your-task', 'This task is not assigned to you.'))
  const refusal = refusalOf(state, asked, assignment.workerSid, settings)
  if (isPending(state.transfer))
    return isSame(state.transfer, asked)
      ? unchanged(state) // a double click, not a second invite
      : refuse(state, no('transfer-pending', 'Another transfer is under way in this conversation.', true))
  if (refusal) return refuse(state, refusal)
  const { interactionSid, channelSid } = assignment
  if (!interactionSid || !channelSid)
    return refuse(state, no('wrong-channel', 'Nobody can be invited to this conversation.'))
  const transfer: Transfer = {
    id: transferId(asked.key, asked.at),
    mode: asked.mode,
    from: { ...assignment, interactionSid, channelSid },
    target: asked.target,
    ...(asked.note && { note: asked.note }),
    startedAt: asked.at,
    attempt: 1,
    invites: [],
    isReleased: false,
  }
  return invite(state, transfer, settings)
}

function refusalOf(state: State, asked: Asked, self: string, settings: Settings): Refusal | undefined {
  const { target, mode, note, workerSids } = asked
  const noNote = whyNoNote(note)
  if (noNote) return noNote
  if (mode === 'warm' && !settings.hasWarm) return no('warm-off', 'Inviting a second agent is switched off here.')
  if (target.kind === 'queue')
    return target.isAvailable
      ? undefined
      : no(
          'target-unreachable',
          `No transfer leads to ${target.name}: the transfer workflow has no filter for it.`,
          false,
          target.name,
        )
  if (target.sid === self) return no('self-target', 'You have this conversation already.')
  const isThere = workerSids.includes(target.sid) || state.assignments.some(({ workerSid }) => workerSid === target.sid)
  const { name, isAvailable } = target
  if (isThere) return no('already-in-conversation', `${name} is already in this conversation.`, false, name)
  return isAvailable ? undefined : no('target-unavailable', `${name} is not available.`, true, name)
}

const isSame = (transfer: Exclude<Handing, { phase: 'idle' }>, { target, mode }: Asked): boolean =>
  transfer.phase !== 'withdrawing' && transfer.target.sid === target.sid && transfer.mode === mode

/** Cancels the transfer. Refused once another agent has accepted. */
export function cancel(state: State, event: Command): Decision {
  const { transfer } = state
  switch (transfer.phase) {
    case 'idle':
      return refuse(state, no('unknown-transfer', 'There is no transfer in this conversation.'))
    case 'inviting':
    case 'ringing': {
      const isLeft = transfer.isReleased || isOver(state, transfer.from)
      // The invite is all the customer has.
      if (isLeft && state.assignments.length <= 1 && assignmentOf(state, event.by)?.taskSid === transfer.from.taskSid)
        return refuse(state, no('transfer-over', 'You have left this conversation already.'))
      return {
        state: { ...state, transfer: { ...transfer, phase: 'withdrawing', word: 'cancelled', at: event.at } },
        effects: transfer.phase === 'ringing' ? [{ type: 'invite.withdraw', taskSid: transfer.invitedTaskSid }] : [],
      }
    }
    case 'releasing':
      return refuse(state, no('transfer-over', 'Another agent has accepted already.'))
    case 'withdrawing':
      return unchanged(state)
    case 'over':
      return transfer.word === 'completed'
        ? refuse(state, no('transfer-over', 'Another agent has accepted already.'))
        : unchanged(state)
  }
}

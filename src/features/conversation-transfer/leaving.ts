import type { CommandOf } from '../../core/commands.ts'
import { refuse, unchanged } from '../../core/feature.ts'
import { assignmentOf } from './assignments.ts'
import type { Command, Decision, State } from './model.ts'
import { otherAgents } from './participants.ts'
import { isPending } from './view.ts'

/** Removes another agent on an agent's command. */
export function remove(state: State, { by }: Command, command: CommandOf<'participant.remove'>): Decision {
  const assignment = assignmentOf(state, by)
  const participant = command.participants.find((each) => each.participantSid === command.participantSid)
  if (!assignment?.interactionSid || !assignment.channelSid || !participant)
    return refuse(state, {
      code: 'unknown-target',
      message: 'This person is not in the conversation.',
      retryable: false,
    })
  if (participant.workerSid === assignment.workerSid)
    return refuse(state, {
      code: 'self-removal',
      message: 'You cannot remove yourself. Leave the conversation or end the chat.',
      retryable: false,
    })
  if (participant.kind !== 'agent')
    return refuse(state, { code: 'not-removable', message: 'Only agents can be removed.', retryable: false })
  const { interactionSid, channelSid } = assignment
  return {
    state,
    effects: [{ type: 'participant.remove', interactionSid, channelSid, participantSid: participant.participantSid }],
  }
}

/**
 * Lets an agent leave if other agents or a live invite remain. If all others are leaving as well, the last one to ask
 * closes the channel, once, but never while an invite may still be accepted.
 */
export function leave(state: State, { by }: Command, { participants }: CommandOf<'conversation.leave'>): Decision {
  const assignment = assignmentOf(state, by)
  const self =
    assignment &&
    participants.find((each) => each.taskSid === assignment.taskSid || each.workerSid === assignment.workerSid)
  if (!assignment?.interactionSid || !assignment.channelSid || !self || state.leaving.includes(assignment.taskSid))
    return unchanged(state)
  const { interactionSid, channelSid } = assignment
  const { participantSid } = self
  const { transfer } = state
  const isReleasing = transfer.phase === 'releasing'
  const isGoing = (taskSid = '') =>
    state.leaving.includes(taskSid) || (isReleasing && transfer.from.taskSid === taskSid)
  const others = otherAgents(participants, assignment)
  const isInvited = isPending(transfer) && transfer.phase !== 'withdrawing' && !isReleasing
  const leaving = [...state.leaving, assignment.taskSid].slice(-10)
  if (isInvited || others.some(({ taskSid }) => !isGoing(taskSid)))
    return {
      state: { ...state, leaving },
      effects: [{ type: 'participant.remove', interactionSid, channelSid, participantSid }],
    }
  if (others.length === 0 || isReleasing)
    return refuse(state, {
      code: 'last-agent',
      message: 'You are the last agent in this conversation. End the chat instead.',
      retryable: false,
    })
  return {
    state: { ...state, leaving, isClosed: true },
    effects: [{ type: 'channel.close', interactionSid, channelSid, participantSid, taskSids: leaving }],
  }
}

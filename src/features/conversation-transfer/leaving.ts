import { refuse, type Step, stay } from '../../core/feature.ts'
import { assignmentOf } from './assignments.ts'
import type { Command, Effect, State } from './model.ts'
import { otherAgents } from './participants.ts'
import { isPending } from './view.ts'

type Rule = Step<State, Effect>

/** An agent puts another one out. */
export function remove(state: State, event: Command): Rule {
  const assignment = assignmentOf(state, event.by)
  const person = event.people?.find(({ participantSid }) => participantSid === event.participantSid)
  if (!assignment?.interactionSid || !assignment.channelSid || !person)
    return refuse(state, {
      code: 'unknown-target',
      message: 'This person is not in the conversation.',
      retryable: false,
    })
  if (person.workerSid === assignment.workerSid)
    return refuse(state, {
      code: 'self-removal',
      message: 'You cannot remove yourself. Leave the conversation or end the chat.',
      retryable: false,
    })
  if (person.kind !== 'agent')
    return refuse(state, { code: 'not-removable', message: 'Only agents can be removed.', retryable: false })
  const { interactionSid, channelSid } = assignment
  return {
    state,
    effects: [{ type: 'person.remove', interactionSid, channelSid, participantSid: person.participantSid }],
  }
}

/**
 * An agent leaves, and others go on: agents who are there, or a live invite. When those others are all leaving as well,
 * the last one to ask closes the channel, once; but never over an invite that somebody may still take.
 */
export function leave(state: State, event: Command): Rule {
  const assignment = assignmentOf(state, event.by)
  const people = event.people ?? []
  const self =
    assignment && people.find((each) => each.taskSid === assignment.taskSid || each.workerSid === assignment.workerSid)
  if (!assignment?.interactionSid || !assignment.channelSid || !self || state.leaving.includes(assignment.taskSid))
    return stay(state)
  const { interactionSid, channelSid } = assignment
  const { participantSid } = self
  const { transfer } = state
  const isReleasing = transfer.phase === 'releasing'
  const isGoing = (taskSid = '') =>
    state.leaving.includes(taskSid) || (isReleasing && transfer.from.taskSid === taskSid)
  const others = otherAgents(people, assignment)
  const isInvited = isPending(transfer) && transfer.phase !== 'withdrawing' && !isReleasing
  const leaving = [...state.leaving, assignment.taskSid].slice(-10)
  if (isInvited || others.some(({ taskSid }) => !isGoing(taskSid)))
    return {
      state: { ...state, leaving },
      effects: [{ type: 'person.remove', interactionSid, channelSid, participantSid }],
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

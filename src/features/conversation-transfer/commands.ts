import { refuse, unchanged } from '../../core/feature.ts'
import { nextRevision } from '../../core/revision.ts'
import { cancel, start } from './asking.ts'
import { assignmentOf, openAssignment, unknownCommander } from './assignments.ts'
import { nameless } from './find-target.ts'
import { leave, remove } from './leaving.ts'
import type { Command, Decision, EventOf, Lookup, Settings, State } from './model.ts'
import { readings } from './readings.ts'

/** Channels on which a posted message can still be removed, because it stays within Twilio. */
const takesBack = ['web', 'chat']

/**
 * Decides `/transfer …`, or the same command through the API. Only agents with an assignment in this conversation may
 * command.
 */
export function command(before: State, event: Command, settings: Settings): Decision {
  const state = event.assignment ? openAssignment(before, event.assignment) : before
  const assignment = assignmentOf(state, event.by)
  if (!assignment) return unknownCommander(state, event)
  const decision = refusedOnTask(obey(state, event, settings), assignment.taskSid, event)
  const { messageSid } = event
  if (!messageSid || !takesBack.includes(assignment.channel)) return decision
  return { ...decision, effects: [...decision.effects, { type: 'command.remove', messageSid }] }
}

function obey(state: State, event: Command, settings: Settings): Decision {
  const { command, by, at, key } = event
  switch (command.type) {
    case 'transfer.start':
      return start(state, { ...command, by, at, key }, settings)
    case 'transfer.find':
      return find(state, { ...event, command })
    case 'transfer.cancel':
      return cancel(state, event)
    case 'participant.remove':
      return remove(state, event, command)
    case 'conversation.leave':
      return leave(state, event, command)
  }
}

function find(state: State, event: Lookup): Decision {
  const { name, mode } = event.command
  const assignment = assignmentOf(state, event.by)
  if (readings(name).at(-1)?.name === '') return refuse(state, { ...nameless, retryable: false })
  if (state.lookup?.command.name === name && state.lookup.command.mode === mode) return unchanged(state)
  if (state.lookup)
    return refuse(state, { code: 'transfer-pending', message: 'Another transfer is under way.', retryable: true })
  if (!assignment?.interactionSid || !assignment.channelSid)
    return refuse(state, {
      code: 'wrong-channel',
      message: 'This conversation cannot be transferred.',
      retryable: false,
    })
  const { interactionSid, channelSid } = assignment
  return {
    state: { ...state, lookup: event },
    effects: [{ type: 'target.find', name, interactionSid, channelSid }],
  }
}

/** Starts the transfer to the target that the look-up of a typed name found. */
export function targetFound(before: State, event: EventOf<'target.found'>, settings: Settings): Decision {
  const { lookup: asked, ...state } = before
  const assignment = asked && assignmentOf(state, asked.by)
  if (!asked || !assignment) return unchanged(state)
  const { mode } = asked.command
  const { target, note, workerSids, at, key } = event
  const decision = start(state, { by: asked.by, target, mode, note, workerSids, at, key }, settings)
  return refusedOnTask(decision, assignment.taskSid, { ...asked, at })
}

/** Refuses a typed name that no target matches, or several do. */
export function targetRefused(
  before: State,
  { refused, at }: Pick<EventOf<'target.refused'>, 'refused' | 'at'>,
): Decision {
  const { lookup: asked, ...state } = before
  const assignment = asked && assignmentOf(state, asked.by)
  return assignment ? writeRefused(unchanged(state), assignment.taskSid, { refused, at }) : unchanged(state)
}

/** Writes the refusal of a typed command on the agent's task: in the chat the customer would read it, too. */
function refusedOnTask(decision: Decision, taskSid: string, { messageSid, at }: Command): Decision {
  if (!decision.refusal || !messageSid) return decision
  const { code, message, name, found } = decision.refusal
  return writeRefused(decision, taskSid, {
    refused: { code, message, ...(name && { name }), ...(found && { found: [...found] }) },
    at,
  })
}

type Change = Pick<EventOf<'target.refused'>, 'refused' | 'at'>

function writeRefused(decision: Decision, taskSid: string, { refused, at }: Change): Decision {
  const revision = nextRevision(decision.state.revision, at)
  return {
    ...decision,
    state: { ...decision.state, revision },
    effects: [...decision.effects, { type: 'task.annotate', taskSid, revision, refused }],
  }
}

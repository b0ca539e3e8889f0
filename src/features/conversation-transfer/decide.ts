import { type Index, unchanged } from '../../core/feature.ts'
import { afterPasses } from '../../core/post-pass.ts'
import { withUnknownIdentities } from '../../core/unknown-identities.ts'
import { agentReleased, assignmentClosed, assignmentOpened, conversationClosed } from './accepting.ts'
import { assignmentOf, openAssignment } from './assignments.ts'
import { command, targetFound, targetRefused } from './commands.ts'
import { failed, inviteRefused } from './failures.ts'
import { inviteCreated } from './invite-created.ts'
import { inviteSeen, inviteWithdrawn, offerDeclined } from './inviting.ts'
import type { Decision, Event, EventOf, Settings, State } from './model.ts'
import { isUnsettled } from './observe.ts'
import { postPasses } from './post-passes.ts'
import { changePublished } from './publish.ts'

export const decideWith =
  (settings: Settings) =>
  (state: State, event: Event): Decision => {
    const { at, key } = event
    return afterPasses(postPasses, state, rule(state, event, settings), { at, key, settings })
  }

export const indexOf = (state: State): Index => ({
  aliases: state.assignments.map((assignment) => assignment.taskSid),
  locks: [],
  isLive: isUnsettled(state),
})

function rule(state: State, event: Event, settings: Settings): Decision {
  switch (event.type) {
    case 'command.given':
      return command(state, event, settings)
    case 'assignment.opened':
      return decidePending(assignmentOpened(state, event, settings), event.assignment.identity, settings)
    case 'assignment.closed':
      return assignmentClosed(state, event, settings)
    case 'reservation.declined':
      return offerDeclined(state, event)
    case 'conversation.closed':
      return conversationClosed(state, event)
    case 'assignments.found':
      return assignmentsFound(state, event, settings)
    case 'target.found':
      return targetFound(state, event, settings)
    case 'target.refused':
      return targetRefused(state, event)
    case 'invite.created':
      return inviteCreated(state, event, settings)
    case 'invite.refused':
      return inviteRefused(state, event, settings)
    case 'invite.seen':
      return inviteSeen(state, event)
    case 'invite.withdrawn':
      return inviteWithdrawn(state, event, settings)
    case 'agent.released':
      return agentReleased(state, event, settings)
    case 'transfer.announced':
      return changePublished(state, settings)
    case 'effect.failed':
      return failed(state, event, settings)
    case 'participant.removed':
    case 'channel.closed':
    case 'task.annotated':
    case 'notice.posted':
    case 'command.removed':
      return unchanged(state)
  }
}

/**
 * Handles Twilio's answer. Drops commands of identities without an assignment; those that are not agents are not looked
 * up again for a while.
 */
function assignmentsFound(before: State, event: EventOf<'assignments.found'>, settings: Settings): Decision {
  const { identities = [], agents = [] } = event
  const known = event.assignments.reduce(openAssignment, before)
  const isUnknown = ({ by }: EventOf<'command.given'>) =>
    'identity' in by && identities.includes(by.identity) && !assignmentOf(known, by)
  const isNoAgent = ({ by }: EventOf<'command.given'>) => 'identity' in by && !agents.includes(by.identity)
  const state = {
    ...known,
    pendingCommands: known.pendingCommands.filter((each) => !isUnknown(each)),
    unknownIdentities: withUnknownIdentities(
      known.unknownIdentities,
      known.pendingCommands.filter((each) => isUnknown(each) && isNoAgent(each)),
    ),
  }
  return identities.reduce<Decision>((decision, each) => decidePending(decision, each, settings), unchanged(state))
}

/** Decides this identity's pending commands, one after the other. They waited for the event of its acceptance. */
function decidePending(decision: Decision, identity: string, settings: Settings): Decision {
  const isOfIdentity = ({ by }: EventOf<'command.given'>) => 'identity' in by && by.identity === identity
  const waiting = decision.state.pendingCommands.filter(isOfIdentity)
  if (waiting.length === 0) return decision
  const pendingCommands = decision.state.pendingCommands.filter((each) => !isOfIdentity(each))
  return waiting.reduce<Decision>(
    (done, each) => {
      const next = command(done.state, each, settings)
      return { ...next, effects: [...done.effects, ...next.effects] }
    },
    { ...decision, state: { ...decision.state, pendingCommands } },
  )
}

import { isTransferCommand, isVideoCommand } from '../../core/commands.ts'
import type { Fact } from '../../core/facts.ts'
import { type Index, type Lock, refuse, unchanged } from '../../core/feature.ts'
import { afterPasses } from '../../core/post-pass.ts'
import { withUnknownIdentities } from '../../core/unknown-identities.ts'
import { assignmentOf, closeAssignment, openAssignment } from './assignments.ts'
import { budgetReached } from './budget.ts'
import { agentBusy, command, decidePending } from './commands.ts'
import { connectionChanged } from './connection-quality.ts'
import { deliveryChanged, invitePosted } from './delivery.ts'
import { end, finish } from './ending.ts'
import { failed } from './failures.ts'
import { connectionMeasured } from './figures.ts'
import { handoverDue, isRinging, isUnderWay, stillNobody } from './handover.ts'
import { invitedFound } from './invited.ts'
import {
  type Command,
  type Decision,
  type Event,
  type EventOf,
  event as eventSchema,
  type Settings,
  type State,
} from './model.ts'
import { postPasses } from './post-passes.ts'
import { isIn, isSide } from './presence.ts'
import { recordingChanged } from './recording.ts'
import { opened, participantChanged, roomCreated, roomGone, roomSeen } from './room.ts'
import { unattendedLong } from './supervisors.ts'
import { transferChanged } from './transfers.ts'
import { linkRequested, rated, readinessChanged, seatRequested } from './visitors.ts'

/**
 * Takes every fact about who serves the customer and who is in the room, but no commands that another feature answers.
 */
export const eventFromWith =
  ({ hasTransfers }: Settings) =>
  (fact: Fact): Event | undefined => {
    if (!isEvent(fact)) return undefined
    if (fact.type !== 'command.given' || isVideoCommand(fact.command)) return fact
    // Without transfers no other feature answers an agent who types such a command.
    return isTransferCommand(fact.command) && !hasTransfers ? fact : undefined
  }

const events = new Set<string>(eventSchema.options.map(({ shape }) => shape.type.value))
const isEvent = (fact: Fact): fact is Extract<Fact, { type: Event['type'] }> => events.has(fact.type)

export const decideWith =
  (settings: Settings) =>
  (state: State, event: Event): Decision => {
    const { at, key } = event
    return afterPasses(postPasses, state, rule(state, event, settings), { at, key, settings })
  }

/** Decides an event whose agent is in another video. */
export const onLockHeldWith =
  (settings: Settings) =>
  (state: State, event: Event, held: Lock): Decision => {
    if (event.type === 'command.given') return agentBusy(state, event, held)
    const moved = decideWith(settings)(state, event)
    if (isHandedOver(state, moved.state)) return { ...moved, state: withoutLock(moved.state) }
    const refusal = { code: 'agent-busy', message: 'The agent is in another video.', retryable: true }
    if (state.pendingCommands.length === 0) return refuse(state, refusal)
    // The event would let a pending command start a video: the event counts, the pending commands are refused.
    const decision = decideWith(settings)({ ...state, pendingCommands: [] }, event)
    return state.pendingCommands.reduce((done, each) => {
      const next = agentBusy(done.state, each, held)
      return { ...next, effects: [...done.effects, ...next.effects] }
    }, decision)
  }

/**
 * Tells whether the video goes to another agent. A handover is allowed even if the new agent already has a video; the
 * agent then has two.
 */
const isHandedOver = ({ video: before }: State, { video: after }: State): boolean =>
  isUnderWay(before) && isUnderWay(after) && before.id === after.id && before.workerSid !== after.workerSid

const withoutLock = (state: State): State =>
  isUnderWay(state.video) ? { ...state, video: { ...state.video, isWithoutLock: true } } : state

export function indexOf({ assignments, video }: State): Index {
  const isLive = video.phase !== 'idle' && video.phase !== 'ended'
  // One live video per agent.
  const isHeld = (video.phase === 'opening' || video.phase === 'open') && !video.isWithoutLock
  const taskSids =
    video.phase === 'idle' ? [] : [video.taskSid, ...video.alsoOn, ...video.released.map((each) => each.taskSid)]
  return {
    aliases: [...new Set([...assignments.map((assignment) => assignment.taskSid), ...taskSids])],
    locks: isHeld ? [{ name: `agent-${video.workerSid}`, holder: video.taskSid }] : [],
    isLive,
  }
}

function rule(state: State, event: Event, settings: Settings): Decision {
  switch (event.type) {
    case 'command.given':
      return command(state, event, settings)
    case 'assignment.opened':
      return assignmentOpened(state, event, settings)
    case 'assignment.closed':
      return closeAssignment(state, event, settings)
    case 'transfer.changed':
      return transferChanged(state, event, settings)
    case 'invited.found':
      return invitedFound(event.assignments.reduce(openAssignment, state), event, settings)
    case 'assignments.found':
      return assignmentsFound(state, event, settings)
    case 'conversation.closed':
      return end(state, { why: 'conversation-closed', at: event.at })
    case 'room.created':
      return roomCreated(state, event, settings)
    case 'room.closed':
      return state.video.phase === 'ending' && state.video.roomSid === event.roomSid
        ? finish(state, state.video)
        : unchanged(state)
    case 'room.ended':
      return roomGone(state, event, settings)
    case 'room.observed':
      return roomSeen(state, event, settings)
    case 'participant.connected':
    case 'participant.disconnected':
      return participantChanged(state, event, settings)
    case 'task.annotated':
      return taskWritten(state, event)
    case 'invite.posted':
      return invitePosted(state, event, settings)
    case 'delivery.changed':
      return deliveryChanged(state, event, settings)
    case 'seat.requested':
      return seatRequested(state, event, settings)
    case 'readiness.changed':
      return readinessChanged(state, event)
    case 'connection.changed':
      return connectionChanged(state, event)
    case 'connection.measured':
      return connectionMeasured(state, event)
    case 'rating.given':
      return rated(state, event)
    case 'link.requested':
      return linkRequested(state, event)
    case 'timer.fired':
      return timerFired(state, event, settings)
    case 'effect.failed':
      return andThen(failed(state, event, settings), (next) =>
        event.effect === 'assignments.find' ? stillNobody(next, event.at, settings) : unchanged(next),
      )
    case 'notice.posted':
    case 'command.removed':
    case 'participant.removed':
      return unchanged(state)
    case 'recording.changed':
      return recordingChanged(state, event)
  }
}

/**
 * Opens the assignment and decides the agent's pending commands: an agent may type before the acceptance event arrives.
 */
function assignmentOpened(state: State, { assignment }: EventOf<'assignment.opened'>, settings: Settings): Decision {
  const isOfAgent = ({ by }: Command) => 'identity' in by && by.identity === assignment.identity
  const others = state.pendingCommands.filter((each) => !isOfAgent(each))
  return decidePending(
    { ...openAssignment(state, assignment), pendingCommands: others },
    state.pendingCommands.filter(isOfAgent),
    settings,
  )
}

/** Handles Twilio's answer. Identities that are not agents are not looked up again for a while. */
function assignmentsFound(before: State, event: EventOf<'assignments.found'>, settings: Settings): Decision {
  const { assignments, identities = [], agents = [], at } = event
  const known = assignments.reduce(openAssignment, before)
  const isMeant = ({ by }: Command) => 'identity' in by && identities.includes(by.identity)
  const isUnknown = ({ by }: Command) => 'identity' in by && !agents.includes(by.identity)
  const isDue = (each: Command) =>
    isMeant(each) || (!assignmentOf(before, each.by) && assignmentOf(known, each.by) !== undefined)
  const due = before.pendingCommands.filter(isDue)
  const state = {
    ...known,
    pendingCommands: before.pendingCommands.filter((each) => !isDue(each)),
    unknownIdentities: withUnknownIdentities(
      known.unknownIdentities,
      due.filter((each) => !assignmentOf(known, each.by) && isUnknown(each)),
    ),
  }
  const decision = decidePending(
    state,
    due.filter((each) => assignmentOf(known, each.by)),
    settings,
  )
  return andThen(decision, (found) => stillNobody(found, at, settings))
}

/**
 * Notes whether the task could be written. A failure does not stop the video: the record keeps the reason, and the
 * agent's tab shows it.
 */
function taskWritten(state: State, event: EventOf<'task.annotated'>): Decision {
  const { video } = state
  if (video.phase === 'idle' || video.id !== event.escalationId) return unchanged(state)
  const { taskSid = video.taskSid, unwritten: why } = event
  const { [taskSid]: before, ...others } = video.unwritten
  if (video.isTaskWritten && before === why) return unchanged(state)
  const unwritten = why ? { ...others, [taskSid]: why } : others
  return opened({ ...state, video: { ...video, isTaskWritten: true, unwritten } })
}

function timerFired(state: State, event: EventOf<'timer.fired'>, settings: Settings): Decision {
  const { video } = state
  if (event.timer === 'budget') return budgetReached(state, event, settings)
  if (event.timer === 'unattended') return unattendedLong(state, event)
  if (video.phase === 'idle') return unchanged(state)
  if (event.timer === 'handover') return handoverDue(state, event, settings)
  if (event.timer === 'lost') {
    if (video.phase !== 'open' || event.of !== `${video.id}-${video.lostAt}`) return unchanged(state)
    // Does not end the video while the participant left alone waits for another agent.
    if (!isRinging(state, event.at)) return end(state, { why: 'left-alone', at: event.at })
    return { state, effects: [{ type: 'timer.wait', timer: 'lost', of: event.of, after: settings.lostAfterMs }] }
  }
  if (event.of !== `${video.id}-${video.link.generation}`) return unchanged(state) // a newer link has its own timer
  // An expired link does not end a room in use: its participants or its maximum duration do.
  const isInUse = video.phase === 'open' && video.participants.some((each) => isSide(each) && isIn(each))
  return isInUse ? unchanged(state) : end(state, { why: 'link-expired', at: event.at })
}

const andThen = (decision: Decision, next: (state: State) => Decision): Decision => {
  const { state, effects } = next(decision.state)
  return { ...decision, state, effects: [...decision.effects, ...effects] }
}

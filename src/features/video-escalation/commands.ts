import type { CommandOf } from '../../core/commands.ts'
import type { Assignment } from '../../core/facts.ts'
import { type Lock, refuse, unchanged } from '../../core/feature.ts'
import { nextRevision } from '../../core/revision.ts'
import { withCommand } from '../../core/unknown-identities.ts'
import { annotationsOf } from './announce.ts'
import { assignmentOf, openAssignment, unknownCommander } from './assignments.ts'
import { end } from './ending.ts'
import { muteCustomer, removeCustomer } from './in-room.ts'
import type { Cause, Command, Decision, Effect, Escalation, Phase, Settings, State } from './model.ts'
import { escalationId, roomName } from './names.ts'
import { record } from './recording.ts'

const transfersOff = { code: 'transfers-off', message: 'Transfers are switched off here.', retryable: false }

/** Channels on which a posted message can still be removed, because it stays within Twilio. */
const takesBack = ['web', 'chat']

/**
 * Decides `/video …`, or the same command through the API. Only agents with an assignment in this conversation may
 * command.
 */
export function command(before: State, event: Command, settings: Settings): Decision {
  const state = event.assignment ? openAssignment(before, event.assignment) : before
  // A supervisor may end or revoke a video without an assignment.
  if (event.override && event.command.type === 'video.end') return endedBy(state, event, event.command, settings)
  if (event.override && event.command.type === 'video.revoke') return revoke(state, event.at)
  const assignment = assignmentOf(state, event.by)
  if (!assignment) return unknownCommander(state, event)
  const decision = refusedOnTask(obey(state, assignment, event, settings), assignment, event)
  const { messageSid } = event
  if (!messageSid || !takesBack.includes(assignment.channel)) return decision
  return { ...decision, effects: [...decision.effects, { type: 'command.remove', messageSid }] }
}

/** Decides pending commands, one after the other. Post-passes write the results on the tasks. */
export const decidePending = (state: State, commands: readonly Command[], settings: Settings): Decision =>
  commands.reduce<Decision>((done, each) => {
    const next = command(done.state, each, settings)
    return { ...next, effects: [...done.effects, ...next.effects] }
  }, unchanged(state))

function obey(state: State, assignment: Assignment, event: Command, settings: Settings): Decision {
  const { command, at } = event
  switch (command.type) {
    case 'video.start':
      return start(state, assignment, event, settings)
    case 'video.end':
      return endedBy(state, event, command, settings)
    case 'video.resend':
      return resend(state, at, settings)
    case 'video.renew':
      return renew(state, at, settings)
    case 'video.revoke':
      return revoke(state, at)
    case 'video.remove-customer':
      return removeCustomer(state)
    case 'video.mute-customer':
      return muteCustomer(state)
    case 'video.record':
      return record(state, command.on, settings)
    case 'video.unknown':
      return refuse(state, {
        code: 'unknown-command',
        message: `/video ${command.word} is not known.`,
        retryable: false,
      })
    case 'transfer.start':
    case 'transfer.find':
    case 'transfer.cancel':
    case 'participant.remove':
    case 'conversation.leave':
      return refuse(state, transfersOff)
  }
}

/** Ends the video. A supervisor's reason becomes part of the outcome and the timeline. */
function endedBy(
  state: State,
  { at, messageSid }: Command,
  { reason }: CommandOf<'video.end'>,
  settings: Settings,
): Decision {
  const cause: Cause =
    reason === undefined ? { why: 'agent-ended', at } : { why: 'supervisor-ended', at, detail: reason }
  const decision = end(state, cause, settings.postsCancelNotice)
  // Only typed commands are compared with each other: they share Twilio's clock.
  return messageSid ? { ...decision, state: { ...decision.state, endTypedAt: at } } : decision
}

const revoke = (state: State, at: number): Decision => unchanged(withLink(state, at, true))

function start(state: State, assignment: Assignment, event: Command, settings: Settings): Decision {
  const { video } = state
  switch (video.phase) {
    case 'opening':
    case 'open':
      return unchanged(state) // a double tap, not a second room
    case 'asleep':
      return resend(state, event.at, settings)
    case 'ending':
      // The sender of a typed command cannot be asked to retry, so the command waits until the last video has ended.
      if (event.messageSid) return unchanged({ ...state, pendingCommands: withCommand(state.pendingCommands, event) })
      return refuse(state, { code: 'still-ending', message: 'The last video call is still ending.', retryable: true })
    case 'idle':
    case 'ended':
      if (event.messageSid && event.at <= state.endTypedAt) return unchanged(state)
      return begin(state, assignment, event, settings)
  }
}

function begin(state: State, assignment: Assignment, event: Command, settings: Settings): Decision {
  const id = escalationId(event.key, event.at)
  const { command } = event
  const isRecorded = (command.type === 'video.start' && command.record) ?? settings.isRecorded
  const escalation: Escalation = {
    id,
    taskSid: assignment.taskSid,
    workerSid: assignment.workerSid,
    isWithoutLock: false,
    alsoOn: [],
    released: [],
    agents: {},
    supervisors: {},
    weak: [],
    measured: {},
    removedParticipants: [],
    ...(assignment.locale && { locale: assignment.locale }),
    isRecorded,
    wasRecorded: isRecorded,
    startedAt: event.at,
    link: { generation: 1, issuedAt: event.at, isRevoked: false, hasOwnSeats: true },
    generation: 1,
    invites: 0,
    isInvited: false,
    earlyFailures: [],
    isTaskWritten: false,
    unwritten: {},
    participants: [],
    customer: { pages: [], isWaiting: false, isRemoved: false, muteAsks: 0 },
    seats: {},
    withoutConsent: [],
    endedRooms: [],
  }
  const next: State = { ...answered(state), video: { ...escalation, phase: 'opening' } }
  return { state: next, effects: [createRoom(escalation), ...linkTimer(next, settings)] }
}

function linkTimer({ video }: State, settings: Settings): Effect[] {
  if (video.phase === 'idle') return []
  return [{ type: 'timer.wait', timer: 'link', of: `${video.id}-${video.link.generation}`, after: settings.linkTtlMs }]
}

/** Creates the next room of the same escalation: a link outlives its room. */
export function wake(state: State, video: Phase<'asleep'>, change: Partial<Escalation> = {}): Decision {
  const next: Phase<'opening'> = { ...video, ...change, generation: video.generation + 1, phase: 'opening' }
  return { state: { ...state, video: next }, effects: [createRoom(next)] }
}

const createRoom = ({ id, generation, isRecorded }: Escalation): Effect => ({
  type: 'room.create',
  roomName: roomName(id, generation),
  isRecorded,
})

/** Clears the customer's request for a link and readmits a removed customer: the link sent now serves both. */
function answered({ linkRequestedAt: _, ...state }: State): State {
  const { video } = state
  if (video.phase === 'idle') return state
  return { ...state, video: { ...video, customer: { ...video.customer, isRemoved: false } } }
}

/** Sends the link again. A dead link is replaced by a new one: a removed customer still has it, and a seat with it. */
function resend(state: State, at: number, settings: Settings): Decision {
  const { video } = state
  const isDead = video.phase !== 'idle' && (video.link.isRevoked || video.customer.isRemoved)
  return isDead ? renew(state, at, settings) : send(state)
}

function renew(state: State, at: number, settings: Settings): Decision {
  const decision = send(withLink(state, at, false))
  return { ...decision, effects: [...decision.effects, ...linkTimer(decision.state, settings)] }
}

function send(before: State): Decision {
  const state = answered(before)
  const { video } = state
  if (video.phase === 'asleep') return wake(state, video, { isInvited: false })
  if (video.phase === 'opening') return unchanged({ ...state, video: { ...video, isInvited: false } }) // sent with the room
  if (video.phase !== 'open')
    return refuse(before, { code: 'no-video', message: 'There is no video in this conversation.', retryable: false })
  const invites = video.invites + 1
  return { state: { ...state, video: { ...video, invites } }, effects: [invite(video, invites)] }
}

/**
 * Issues the next generation of the link, which kills older links and their seats (`put-out.ts`). Nobody waits with a
 * dead link.
 */
function withLink(state: State, at: number, isRevoked: boolean): State {
  const { video } = state
  if (video.phase === 'idle' || video.phase === 'ending' || video.phase === 'ended') return state
  const link = { generation: video.link.generation + 1, issuedAt: at, isRevoked, hasOwnSeats: true }
  const { step: _, ...customer } = { step: undefined, ...video.customer, pages: [], isWaiting: false }
  return { ...state, video: { ...video, link, customer } }
}

export const invite = (video: Escalation, invites: number, isTemplate = false): Effect => ({
  type: 'invite.post',
  escalationId: video.id,
  linkGeneration: video.link.generation,
  invite: invites,
  ...(isTemplate && { isTemplate }),
  ...(video.locale && { locale: video.locale }),
})

/** Refuses a command: another conversation holds this agent's lock. */
export function agentBusy(state: State, event: Command, held: Lock): Decision {
  const assignment = event.assignment ?? assignmentOf(state, event.by)
  const refusal = {
    code: 'agent-busy',
    message: 'You are already in a video call on another task.',
    retryable: false,
    taskSid: held.holder,
  }
  const decision = refuse(state, refusal)
  return assignment ? refusedOnTask(decision, assignment, event) : decision
}

/** Writes the refusal of a typed command on the agent's task: in the chat the customer would read it, too. */
function refusedOnTask(decision: Decision, { taskSid }: Assignment, { messageSid, at }: Command): Decision {
  if (!decision.refusal || !messageSid) return decision
  const { state, refusal } = decision
  const { retryable: _, ...refused } = refusal
  const revision = nextRevision(state.revision, at)
  const video = annotationsOf(state).get(taskSid) ?? null
  const write: Effect = {
    type: 'task.annotate',
    taskSid,
    escalationId: '',
    revision,
    video,
    refused,
  }
  return { state: { ...state, revision }, effects: [...decision.effects, write], refusal }
}

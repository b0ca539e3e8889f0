import { destinationOf } from './destinations.ts'
import type { Assignment, EventOf, Settings, State, Stream } from './model.ts'
import { streamName } from './names.ts'

/**
 * Finds the streams of a lost record. They run on, and Twilio does not list them, but their names are certain:
 * `esc-<reservation>` and, once the task allows more, numbers up to the one on the task. An agent found on the call who
 * should have a stream has the first one: we request it by its name. If more are allowed, or none should run now, all
 * of them are stopped, so that no audio is sent twice or to the wrong destination.
 */
export function foundAgain(state: State, wanted: readonly Assignment[], { destinations }: Settings, at: number): State {
  if (!state.callSid || state.isCallOver) return state
  const isFirst = (assignment: Assignment) =>
    state.names === 1 &&
    wanted.includes(assignment) &&
    destinationOf(destinations, assignment, assignment.transfer) !== undefined
  const uncertain = state.assignments.filter((assignment) => assignment.isFound && !isFirst(assignment))
  return withUnsure(state, uncertain, at)
}

/** Adds the streams that former agents unknown to the record may have left running. */
export function leftBehind(before: State, { read, at }: EventOf<'conference.seen'>): State {
  const names = Math.max(before.names, read.task?.names ?? 1)
  const state: State = { ...before, names, announcedNames: Math.max(before.announcedNames, read.task?.names ?? 1) }
  if (!state.callSid || state.isCallOver || state.had.length >= mostHad) return state
  const gone = read.left.filter(({ reservationSid }) => !state.had.includes(reservationSid))
  const had = [...state.had, ...gone.map(({ reservationSid }) => reservationSid)]
  return withUnsure({ ...state, had }, gone, at)
}

/** Counts an agent who joined a lost record after all others that TaskRouter knows. */
export function counted(state: State, { read }: Pick<EventOf<'conference.seen'>, 'read'>): State {
  if (!state.assignments.some(({ isUncounted }) => isUncounted)) return state
  const before = read.accepted + read.left.length - 1
  const assignments = state.assignments.map(({ isUncounted, ...assignment }) =>
    isUncounted ? { ...assignment, transfer: Math.max(assignment.transfer, before) } : assignment,
  )
  return { ...state, assignments, agents: Math.max(state.agents, before + 1) }
}

/** Agents remembered per call. Beyond that, unknown agents cannot be recognised. */
const mostHad = 100

type Had = Pick<Assignment, 'reservationSid' | 'workerSid'>

function withUnsure(state: State, had: readonly Had[], at: number): State {
  const isKnown = ({ reservationSid }: Had) => state.streams.some((each) => each.reservationSid === reservationSid)
  const fresh = had.filter((each) => !isKnown(each)).flatMap((each) => allOf(each, state.names, at))
  return fresh.length > 0 ? { ...state, streams: [...fresh, ...state.streams] } : state
}

const allOf = ({ reservationSid, workerSid }: Had, names: number, at: number): Stream[] =>
  Array.from({ length: names }, (_, n) => ({
    name: streamName(reservationSid, n + 1),
    reservationSid,
    workerSid,
    destination: '',
    phase: 'unsure',
    requestedAt: at,
    isGone: false,
    isConfirmed: false,
    isMissed: false,
  }))

import { nextRevision } from '../../core/revision.ts'
import { isDoubtful, lossesOf } from './come-back.ts'
import { isDeserted, isKept } from './guard.ts'
import type { Announcement, Decision, Effect, State, Stream } from './model.ts'
import { isLive } from './streams.ts'

/** Task attributes are small, and Twilio's sentences are not always. */
const longest = 160

/** Troubles of those who are on the call now; what became of others is history. */
function problemOf(state: State, at: number): string | undefined {
  const { assignments, streams, guard } = state
  for (const assignment of assignments) {
    const theirs = streams.filter((each) => each.reservationSid === assignment.reservationSid)
    const last = theirs.at(-1)
    // As long as nobody receives the next one, the trouble with the one before lasts.
    const shown = last && isDoubtful(state, last, at) ? theirs.at(-2) : last
    if (shown?.phase === 'over' && isTrouble(state, shown, shown === last))
      return `stream ${shown.why}${shown.detail ? `: ${shown.detail}` : ''}`.slice(0, longest)
  }
  return guard.safety === 'unsafe' ? `transfer unsafe: ${guard.detail ?? 'unknown'}`.slice(0, longest) : undefined
}

/** Lost once is started again before anybody could do something about it. */
const isTrouble = (state: State, { why, reservationSid, isMissed }: Stream, isLast: boolean): boolean =>
  why === 'refused' ||
  why === 'full' ||
  (why === 'lost' && ((isMissed && isLast) || lossesOf(state, reservationSid) > 1))

/** Whether the call lives on without its agent, as agents read it. */
export const survives = {
  unknown: 'checking',
  checking: 'checking',
  'on-hold': 'checking',
  safe: 'yes',
  unsafe: 'no',
} as const

/** What the task should say; undefined while it is about to change, or there is nothing to say. */
function announcementOf(state: State, at: number): Announcement | undefined {
  const { assignments, streams, guard, announced } = state
  const running = streams.filter((each) => each.phase === 'on' && !isDoubtful(state, each, at)).length
  const word = (streams: Omit<Announcement, 'agents'>): Announcement => ({
    ...streams,
    agents: state.agents,
    ...(isKept(state) && { lifted: true }),
    ...(state.names > 1 && { names: state.names }),
    ...destinationsOf(state),
  })
  const survivesTransfer = survives[guard.safety]
  if (state.isCallOver || assignments.length === 0)
    return announced && !streams.some(isLive) && !isDeserted(state) ? word({ state: 'over', running: 0 }) : undefined
  const problem = problemOf(state, at)
  const isStreamTrouble = problem?.startsWith('stream ') ?? false
  if (problem)
    return word({ state: isStreamTrouble ? 'trouble' : onOrOff(running), running, survivesTransfer, problem })
  // What a look has disproved stands on the task no longer than that.
  if (announced?.survivesTransfer === 'yes' && survivesTransfer !== 'yes')
    return word({ state: onOrOff(running), running, survivesTransfer })
  const isChanging = streams.some(
    (each) => each.phase === 'starting' || each.phase === 'stopping' || isDoubtful(state, each, at),
  )
  // A stream waits for this to be written.
  const isAwaited = state.names > Math.max(state.announcedNames, announced?.names ?? 1)
  const isOpen = isChanging || guard.safety === 'checking' || guard.safety === 'unknown'
  if (isOpen && !isAwaited) return undefined
  return word({ state: onOrOff(running), running, survivesTransfer })
}

function destinationsOf({ assignments }: State): Pick<Announcement, 'to'> {
  const known = assignments.flatMap(({ reservationSid, destination }) =>
    destination ? [[reservationSid, destination]] : [],
  )
  return known.length > 0 ? { to: Object.fromEntries(known) } : {}
}

const onOrOff = (running: number) => (running > 0 ? 'on' : 'off')

/** What the task should say and does not. */
export function unsaid(state: State, at: number): Announcement | undefined {
  const streams = announcementOf(state, at)
  return JSON.stringify(streams) === JSON.stringify(state.announced) ? undefined : streams
}

/** Whatever rule changed the state, the task is told when there is something new to say. Rules need not think of it. */
export function announced(taskSid: string, decision: Decision, at: number): Decision {
  const streams = unsaid(decision.state, at)
  if (!streams) return decision
  const revision = nextRevision(decision.state.revision, at)
  const write: Effect = { type: 'task.annotate', taskSid, revision, streams }
  return {
    ...decision,
    state: { ...decision.state, announced: streams, revision },
    effects: [...decision.effects, write],
  }
}

import { nextRevision } from '../../core/revision.ts'
import { isDoubtful, lossesOf } from './come-back.ts'
import { isDeserted, isKept } from './guard.ts'
import type { Announcement, Decision, Effect, State, Stream } from './model.ts'
import { isLive } from './streams.ts'

/** Task attributes are small, and Twilio's messages can be long. */
const longest = 160

/** Returns a problem of an agent who is on the call now; problems of former agents no longer count. */
function problemOf(state: State, at: number): string | undefined {
  const { assignments, streams, guard } = state
  for (const assignment of assignments) {
    const own = streams.filter((each) => each.reservationSid === assignment.reservationSid)
    const last = own.at(-1)
    // Until a destination receives the next stream, the problem of the previous one persists.
    const failed = last && isDoubtful(state, last, at) ? own.at(-2) : last
    if (failed?.phase === 'over' && isTrouble(state, failed, failed === last))
      return `stream ${failed.why}${failed.detail ? `: ${failed.detail}` : ''}`.slice(0, longest)
  }
  return guard.safety === 'unsafe' ? `transfer unsafe: ${guard.detail ?? 'unknown'}`.slice(0, longest) : undefined
}

/** Tells whether the agent should know. A stream that was lost once restarts before anybody could react. */
const isTrouble = (state: State, { why, reservationSid, isMissed }: Stream, isLast: boolean): boolean =>
  why === 'refused' ||
  why === 'full' ||
  (why === 'lost' && ((isMissed && isLast) || lossesOf(state, reservationSid) > 1))

/** Whether the call survives without its agent, in the agent's words. */
export const survives = {
  unknown: 'checking',
  checking: 'checking',
  'on-hold': 'checking',
  safe: 'yes',
  unsafe: 'no',
} as const

/** What the task should say; undefined while that is about to change, or if there is nothing to say. */
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
  // A look has disproved what the task says: correct the task at once.
  if (announced?.survivesTransfer === 'yes' && survivesTransfer !== 'yes')
    return word({ state: onOrOff(running), running, survivesTransfer })
  const isChanging = streams.some(
    (each) => each.phase === 'starting' || each.phase === 'stopping' || isDoubtful(state, each, at),
  )
  // A stream waits for this write.
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

/** What the task should say but does not say yet. */
export function unsaid(state: State, at: number): Announcement | undefined {
  const streams = announcementOf(state, at)
  return JSON.stringify(streams) === JSON.stringify(state.announced) ? undefined : streams
}

/** Writes the task whenever its text changes. A post-pass, so no decision has to do this itself. */
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

import type { Step } from '../../core/feature.ts'
import { nextRevision } from '../../core/revision.ts'
import type { Announcement, Effect, State } from './model.ts'
import { isLive } from './streams.ts'

/** Task attributes are small, and Twilio's sentences are not always. */
const longest = 160

/** Troubles of those who are on the call now; what became of others is history. */
function problemOf({ seats, streams, guard }: State): string | undefined {
  for (const seat of seats) {
    const last = streams.filter((each) => each.reservationSid === seat.reservationSid).at(-1)
    const isTrouble = last?.phase === 'over' && (last.why === 'refused' || (last.why === 'lost' && last.isMissed))
    if (isTrouble) return `stream ${last.why}${last.detail ? `: ${last.detail}` : ''}`.slice(0, longest)
  }
  return guard.safety === 'unsafe' ? `transfer unsafe: ${guard.detail ?? 'unknown'}`.slice(0, longest) : undefined
}

const survives = {
  unknown: 'checking',
  checking: 'checking',
  'on-hold': 'checking',
  safe: 'yes',
  unsafe: 'no',
} as const

/** What the task should say; undefined while it is about to change, or there is nothing to say. */
function announcementOf(state: State): Announcement | undefined {
  const { seats, streams, guard, said } = state
  const running = streams.filter((each) => each.phase === 'on').length
  const survivesTransfer = survives[guard.safety]
  if (state.isCallOver || seats.length === 0)
    return said && !streams.some(isLive) ? { state: 'over', running: 0 } : undefined
  const problem = problemOf(state)
  const isStreamTrouble = problem?.startsWith('stream ') ?? false
  if (problem) return { state: isStreamTrouble ? 'trouble' : onOrOff(running), running, survivesTransfer, problem }
  const isChanging = streams.some((each) => each.phase === 'starting' || each.phase === 'stopping')
  if (isChanging || guard.safety === 'checking' || guard.safety === 'unknown') return undefined
  return { state: onOrOff(running), running, survivesTransfer }
}

const onOrOff = (running: number) => (running > 0 ? 'on' : 'off')

/** Whatever rule changed the state, the task is told when there is something new to say. Rules need not think of it. */
export function announced(taskSid: string, step: Step<State, Effect>, at: number): Step<State, Effect> {
  const streams = announcementOf(step.state)
  if (!streams || JSON.stringify(streams) === JSON.stringify(step.state.said)) return step
  const revision = nextRevision(step.state.revision, at)
  const write: Effect = { type: 'task.annotate', taskSid, revision, streams }
  return { ...step, state: { ...step.state, said: streams, revision }, effects: [...step.effects, write] }
}

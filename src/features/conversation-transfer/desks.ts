import type { Desk } from '../../core/facts.ts'
import { type Step, stay } from '../../core/feature.ts'
import { isOffer } from '../../core/offers.ts'
import { isLookedUp, isOutsider, withCommand } from '../../core/strangers.ts'
import type { Command, Effect, EventOf, State } from './model.ts'

type News = Pick<EventOf<'desk.closed'>, 'taskSid' | 'reservationSid' | 'how'>

/** Nothing can be true of a desk any more once its task or its reservation is over. */
export const isOver = (state: State, { taskSid, reservationSid }: Pick<Desk, 'taskSid' | 'reservationSid'>): boolean =>
  state.closed.some(({ sid }) => sid === taskSid || sid === reservationSid)

export const howClosed = (state: State, taskSid: string): string | undefined =>
  state.closed.find(({ sid }) => sid === taskSid)?.how

/** An agent accepted a task of this conversation. Heard after the end of the same task, that is old news. */
export function openDesk(state: State, { known: _, ...desk }: Desk): State {
  if (isOver(state, desk)) return state
  if (state.desks.some((each) => each.reservationSid === desk.reservationSid)) return state
  const leaving = state.leaving.filter((each) => each !== desk.taskSid)
  return { ...state, leaving, desks: [...state.desks, desk].slice(-10) }
}

/** An agent's part is over, or with the task everybody's in it. */
export function closeDesk(state: State, { taskSid, reservationSid, how }: News): State {
  const isTheirs = (desk: Desk) => (reservationSid ? desk.reservationSid === reservationSid : desk.taskSid === taskSid)
  // An offer that came to nothing was nobody's desk.
  if (!state.desks.some(isTheirs) && isOffer({ reservationSid, how })) return state
  // Whoever reads the channel a moment too early still sees them there.
  const gone = state.desks.filter(isTheirs).map((desk) => desk.taskSid)
  return {
    ...state,
    desks: state.desks.filter((desk) => !isTheirs(desk)),
    leaving: [...new Set([...state.leaving, ...gone])].slice(-10),
    closed: [...state.closed.slice(-29), { sid: reservationSid ?? taskSid, how }],
  }
}

export const deskOf = (state: State, by: Command['by']): Desk | undefined =>
  state.desks.find((desk) => ('identity' in by ? desk.identity === by.identity : desk.workerSid === by.workerSid))

/** Somebody serves the customer, whatever becomes of an invite. @param but the invite's own task */
export function isServed({ desks, leaving, transfer }: State, but?: string): boolean {
  const letGo = transfer.phase !== 'idle' && transfer.isReleased ? transfer.from.taskSid : undefined
  return desks.some(({ taskSid }) => taskSid !== but && taskSid !== letGo && !leaving.includes(taskSid))
}

/**
 * A chat command by somebody without a desk: most often a customer. The news of an agent's acceptance may have been lost:
 * until it is known who that is, and for an agent what Twilio says, the command waits.
 */
export function unknownCommander(state: State, event: Command): Step<State, Effect> {
  if ('workerSid' in event.by) {
    const refusal = { code: 'not-your-task', message: 'This task is not assigned to you.', retryable: false }
    return { ...stay(state), refusal }
  }
  const { identity } = event.by
  if (isOutsider(state, event)) return stay(state)
  const effects: Effect[] = isLookedUp(state, event) ? [] : [{ type: 'desks.find', identities: [identity] }]
  return { state: { ...state, asked: withCommand(state.asked, event) }, effects }
}

import type { Transfer } from './handover-model.ts'
import type { Effect, EventOf, Live, Settings, State } from './model.ts'

/** Tells whether this is a live invite that is not ours. */
export const isOthers = ({ is, invitedTaskSid }: Transfer): boolean => is === 'ringing' && invitedTaskSid !== undefined

/** Marks these transfers as over. */
export const withOver = (transfers: readonly Transfer[], isOver: (each: Transfer) => boolean): Transfer[] =>
  transfers.map((each) => (isOver(each) ? { ...each, is: 'over' } : each))

/** Asks Twilio whom it has invited since the last agent left. */
export function look({ handover }: Live, round: EventOf<'invited.found'>['round']): Effect[] {
  if (!handover?.channel || handover.closedAt === undefined) return []
  return [{ type: 'invited.find', ...handover.channel, closedAt: handover.closedAt, round }]
}

/** Asks Twilio again about invites that are not ours: their end is not reported reliably, and some ring for days. */
export const lookAgain = (video: Live, { transfers }: State): readonly Effect[] =>
  transfers.some(isOthers) ? look(video, 'again') : []

/** Ends invites that are not ours once they are older than our own invites may get. */
export function withoutOldInvites(state: State, at: number, { inviteMs }: Settings): State {
  const isOld = (each: Transfer) => isOthers(each) && at - each.at >= inviteMs
  if (!state.transfers.some(isOld)) return state
  return { ...state, transfers: withOver(state.transfers, isOld) }
}

/** Milliseconds left to wait for invites that are not ours; infinite without any. */
export function timeLeft({ transfers }: State, at: number, { inviteMs }: Settings): number {
  const left = transfers.filter(isOthers).map((each) => each.at + inviteMs - at)
  return left.length > 0 ? Math.max(0, ...left) : Number.POSITIVE_INFINITY
}

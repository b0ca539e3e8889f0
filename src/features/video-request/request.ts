import type { By, State } from './model.ts'

/** How long (ms) a request stands. Another message within this time is the same request. */
export const hourMs = 3_600_000

/** - received: nobody has answered it - expired: its hour is over - ended: the conversation was closed before an answer */
export type Word = 'received' | 'invited' | 'declined' | 'expired' | 'ended'
export type Request = { readonly askedAt: number; readonly is: Word }

/** Computes the conversation's latest request and its state; undefined if the customer has not asked for video. */
export function requestOf(state: State): Request | undefined {
  const askedAt = state.asked
    .filter(isRequest(state))
    .reduce<number | undefined>((hour, { at }) => (hour === undefined || at >= hour + hourMs ? at : hour), undefined)
  return askedAt === undefined ? undefined : { askedAt, is: wordOf(state, askedAt) }
}

/** Whether this agent's word counts: an agent is known by an assignment, now or earlier. */
const isAgents =
  ({ agents }: State) =>
  ({ identity }: By): boolean =>
    identity === undefined || agents.includes(identity)

/** A message of an agent is no request, nor is one within an hour of a start, unless that video's room has ended. */
function isRequest(state: State) {
  const starts = state.starts.filter(isAgents(state))
  const isDuring = (at: number) =>
    starts.some((start) => start.at <= at && at < start.at + hourMs && !hasEnded(state, start.at, at))
  return ({ at, identity }: By) => !(identity && state.agents.includes(identity)) && !isDuring(at)
}

const hasEnded = ({ roomEnds }: State, from: number, to: number) => roomEnds.some((at) => from < at && at <= to)

/** The first answer counts. */
function wordOf(state: State, askedAt: number): Word {
  const { starts, declines, closedAt = Number.POSITIVE_INFINITY } = state
  const first = (times: readonly number[]) => Math.min(...times.filter((at) => at >= askedAt))
  const answers: readonly (readonly [Word, number])[] = [
    ['invited', first(starts.filter(isAgents(state)).map(({ at }) => at))],
    ['declined', first(declines)],
    ['expired', askedAt <= state.expiredTo ? askedAt + hourMs : Number.POSITIVE_INFINITY],
    ['ended', Math.max(closedAt, askedAt)],
  ]
  const [is, at] = answers.reduce((earliest, each) => (each[1] < earliest[1] ? each : earliest))
  return Number.isFinite(at) ? is : 'received'
}

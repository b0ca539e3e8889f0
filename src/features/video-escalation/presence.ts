import type { Escalation, Participant } from './model.ts'

/** Connections kept: a day of bad reception. Beyond it the oldest finished ones and their minutes are dropped. */
const most = 40

/** Adds or completes one connection. Connect and disconnect may arrive in either order, and more than once. */
export function withParticipant(participants: readonly Participant[], update: Participant): Participant[] {
  const known = participants.find((each) => each.participantSid === update.participantSid)
  const merged: Participant = known
    ? { ...known, from: Math.min(known.from, update.from), ...earliestEnd(known, update) }
    : update
  const others = participants.filter((each) => each !== known)
  const kept = others.length < most ? others : dropOldestFinished(others)
  return [...kept, merged].sort((a, b) => a.from - b.from || a.participantSid.localeCompare(b.participantSid))
}

/** An end that was only concluded from another event is never earlier than the one Twilio reports. */
function earliestEnd(...each: readonly Participant[]): { until?: number } {
  const ends = each.flatMap(({ until }) => (until === undefined ? [] : [until]))
  return ends.length > 0 ? { until: Math.min(...ends) } : {}
}

/** Ends every connection with its room, whichever of the two events arrives first. */
export const withoutGhosts = (
  participants: readonly Participant[],
  endedRooms: Escalation['endedRooms'],
): Participant[] =>
  participants.map((each) => {
    const room = endedRooms.find(({ generation }) => generation === each.generation)
    return room ? { ...each, until: Math.min(each.until ?? room.at, Math.max(room.at, each.from)) } : each
  })

export type Presence = 'invited' | 'waiting' | 'live' | 'lost'

/** What the open room looks like from outside. `lost`: both sides had met, and now one is alone or both have left. */
export function presenceOf(participants: readonly Participant[]): Presence {
  const [customer, agent] = [isHere(participants, 'customer'), isHere(participants, 'agent')]
  if (customer && agent) return 'live'
  if (togetherMs(participants, Number.POSITIVE_INFINITY) > 0) return 'lost'
  return customer || agent ? 'waiting' : 'invited'
}

/** Tells whether a participant is in the room, on a valid seat. */
export const isIn = ({ until, outAt }: Participant): boolean => until === undefined && outAt === undefined

/** Tells whether a participant is the customer or an agent, not a supervisor. */
export const isSide = ({ role }: Participant): boolean => role !== 'supervisor'

export const isHere = (participants: readonly Participant[], role: Participant['role']) =>
  participants.some((each) => each.role === role && isIn(each))

export const hasJoined = (participants: readonly Participant[], role: Participant['role']) =>
  participants.some((each) => each.role === role && (each.outAt === undefined || each.outAt > each.from))

/** How long a customer and an agent were in the room at the same time, up to `end` (ms). Order of arrival is irrelevant. */
export function togetherMs(participants: readonly Participant[], end: number): number {
  const times = (role: Participant['role']) =>
    joined(
      participants
        .filter((each) => each.role === role)
        .map(({ from, until, outAt }) => [from, Math.min(until ?? end, outAt ?? end, end)]),
    )
  const agents = times('agent')
  return times('customer')
    .flatMap(([from, until]) => agents.map(([start, stop]) => Math.min(until, stop) - Math.max(from, start)))
    .reduce((sum, overlap) => sum + Math.max(0, overlap), 0)
}

type Span = readonly [from: number, until: number]

/** Overlapping spans become one, so that an agent on two devices counts once. */
function joined(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = []
  for (const [from, until] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && from <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], until)]
    else merged.push([from, until])
  }
  return merged
}

function dropOldestFinished(participants: readonly Participant[]): readonly Participant[] {
  const oldest = participants.findIndex((each) => each.until !== undefined)
  return participants.filter((_, n) => n !== oldest)
}

import { onceFor } from '../../core/once-for.ts'
import { firstCause } from './ending.ts'
import type { Escalation, Participant, Video } from './model.ts'
import { isSide } from './presence.ts'

/**
 * What an escalation has used of Twilio's rooms up to `countedAt`, in ms. Twilio bills each participant's time
 * separately.
 * - used: the time of all participants in the rooms, added up
 * - solo: the part of it while the other side was not there
 * - late: the part of it after the end was decided, e.g. at wrap-up
 * - idle: how long a room was open with neither side in it
 */
export type Minutes = {
  readonly countedAt: number
  readonly used: number
  readonly solo: number
  readonly late: number
  readonly idle: number
}
type Kind = Exclude<keyof Minutes, 'countedAt'>
/** How fast each value grows after `countedAt`, while nobody joins or leaves. */
export type Rates = Readonly<Record<Kind, number>>

export type Counted = { readonly minutes: Minutes; readonly rates: Rates }
type Known = Exclude<Video, { phase: 'idle' }>
type Span = { readonly from: number; readonly until: number }

/** Adds up the intervals between changes: within an interval every value grows evenly. */
export const countMinutes: (video: Known) => Counted = onceFor((video) => {
  const rooms = roomSpans(video)
  const endedAt = endOf(video)
  const changes = [
    video.startedAt,
    endedAt,
    ...video.participants.flatMap(({ from, until }) => [from, until]),
    ...rooms.flatMap(({ from, until }) => [from, until]),
  ]
  const points = [...new Set(changes.filter((each) => each !== undefined && Number.isFinite(each)))]
  const sorted = points.filter((each): each is number => each !== undefined).sort((a, b) => a - b)
  const rates = (at: number) => ratesAt(at, { participants: video.participants, rooms, endedAt })
  const total: Record<Kind, number> = { used: 0, solo: 0, late: 0, idle: 0 }
  for (const [n, from] of sorted.entries()) {
    const until = sorted[n + 1]
    if (until === undefined) break
    const grows = rates(from)
    for (const kind of kinds) total[kind] += grows[kind] * (until - from)
  }
  const countedAt = sorted.at(-1) ?? video.startedAt
  return { minutes: { countedAt, ...total }, rates: rates(countedAt) }
})

/** The minutes at `at` (ms), if nobody joins or leaves until then. */
export function minutesAt({ minutes, rates }: Counted, at: number): Minutes {
  const passed = Math.max(0, at - minutes.countedAt)
  const grown = (kind: Kind) => minutes[kind] + rates[kind] * passed
  return { countedAt: at, used: grown('used'), solo: grown('solo'), late: grown('late'), idle: grown('idle') }
}

const kinds = ['used', 'solo', 'late', 'idle'] as const satisfies readonly Kind[]

type Scene = {
  readonly participants: readonly Participant[]
  readonly rooms: readonly Span[]
  readonly endedAt: number | undefined
}

function ratesAt(at: number, { participants, rooms, endedAt }: Scene): Rates {
  const here = participants.filter(({ from, until }) => from <= at && (until ?? Number.POSITIVE_INFINITY) > at)
  const isLate = endedAt !== undefined && at >= endedAt
  // A supervisor's time is billed, too, but a supervisor is not the other side.
  const sides = here.filter(isSide)
  const isOneSided = new Set(sides.map(({ role }) => role)).size === 1
  const isRoomUp = rooms.some(({ from, until }) => from <= at && until > at)
  return {
    used: here.length,
    solo: isOneSided && !isLate ? sides.length : 0,
    late: isLate ? here.length : 0,
    idle: sides.length === 0 && isRoomUp && !isLate ? 1 : 0,
  }
}

const endOf = (video: Known): number | undefined =>
  'causes' in video && video.causes.length > 0 ? firstCause(video.causes).at : undefined

/** A later room is created because somebody joins, so it counts from its first participant on. */
function roomSpans(video: Known): readonly Span[] {
  const isUp = 'roomSid' in video && video.roomSid !== undefined
  // A room we closed ourselves may be gone before its callback comes.
  const last = video.phase === 'ended' ? endOf(video) : undefined
  return generations(video).flatMap((generation): Span[] => {
    const came = video.participants.filter((each) => each.generation === generation).map(({ from }) => from)
    const from = generation === 1 ? video.startedAt : Math.min(...came)
    const ended = video.endedRooms.find((each) => each.generation === generation)?.at
    const until = ended ?? (isUp && generation === video.generation ? (last ?? Number.POSITIVE_INFINITY) : from)
    return Number.isFinite(from) && until > from ? [{ from, until }] : []
  })
}

const generations = ({ generation }: Escalation) => Array.from({ length: generation }, (_, n) => n + 1)

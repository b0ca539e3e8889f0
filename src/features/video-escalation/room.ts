import { unchanged } from '../../core/feature.ts'
import { invite } from './commands.ts'
import { end, finish, firstCause } from './ending.ts'
import type { Decision, Effect, EventOf, Participant, Phase, Settings, State } from './model.ts'
import { escalationOf, generationOf, roleOf, roomName } from './names.ts'
import { presenceOf, withoutGhosts, withParticipant } from './presence.ts'
import { withoutDeadSeats } from './put-out.ts'

const closeRoom = (roomSid: string): Effect => ({ type: 'room.close', roomSid })

type RoomNews = { readonly roomSid: string; readonly roomName: string }

/** The room is there: our own creation reports it, or the reconciler saw it first. */
export function roomCreated(state: State, news: RoomNews, settings: Settings): Decision {
  const { video } = state
  const isCurrent = video.phase !== 'idle' && roomName(video.id, video.generation) === news.roomName
  const gone = video.phase !== 'idle' && video.endedRooms.find((each) => each.generation === video.generation)
  if (isCurrent && video.phase === 'opening')
    return gone
      ? asleep(state, video, gone.at, settings)
      : opened({ ...state, video: { ...video, roomSid: news.roomSid } })
  if (isCurrent && video.phase === 'ending' && !video.roomSid)
    return { state: { ...state, video: { ...video, roomSid: news.roomSid } }, effects: [closeRoom(news.roomSid)] }
  if ('roomSid' in video && video.roomSid === news.roomSid) return unchanged(state)
  // Nobody needs it any more: it was asked for before the end, and came after.
  return { state, effects: [closeRoom(news.roomSid)] }
}

/** Both the room and the task have to be in order before a customer is invited: no link may lead nowhere. */
export function opened(state: State): Decision {
  const { video } = state
  if (video.phase !== 'opening' || !video.roomSid || !video.isTaskWritten) return unchanged(state)
  // A link that was revoked meanwhile leads nowhere: it counts as sent, and the agent sends the next one.
  const isInvited = video.isInvited || video.link.isRevoked
  const invites = isInvited ? video.invites : video.invites + 1
  return {
    state: { ...state, video: { ...video, roomSid: video.roomSid, isInvited, invites, phase: 'open' } },
    effects: isInvited ? [] : [invite(video, invites)],
  }
}

/** Twilio closed the room by itself, or somebody did it for us. Whoever we still thought in it has left. */
export function roomGone(state: State, event: EventOf<'room.ended'>, settings: Settings): Decision {
  const { video } = state
  if (video.phase === 'idle' || video.id !== escalationOf(event.roomName)) return unchanged(state)
  const generation = generationOf(event.roomName)
  const endedRooms = [...video.endedRooms.slice(-4), { generation, at: event.at }]
  const changed = { ...video, endedRooms, participants: withoutGhosts(video.participants, endedRooms) }
  if (generation !== video.generation) return unchanged({ ...state, video: changed })
  switch (changed.phase) {
    case 'ending':
      return changed.roomSid ? finish(state, changed) : unchanged({ ...state, video: changed })
    case 'opening':
      // Heard before our own request was answered: the answer will find it in `endedRooms`.
      return changed.roomSid ? asleep(state, changed, event.at, settings) : unchanged({ ...state, video: changed })
    case 'open':
      return asleep(state, changed, event.at, settings)
    case 'asleep':
    case 'ended':
      return unchanged({ ...state, video: changed })
  }
}

/** The link still works, and a join makes the next room; unless the link itself is past its time. */
function asleep(state: State, video: Phase<'open' | 'opening'>, at: number, settings: Settings): Decision {
  const { roomSid: _, lostAt: __, ...escalation } = { lostAt: undefined, ...video }
  const next: State = { ...state, video: { ...escalation, phase: 'asleep' } }
  return at >= video.link.issuedAt + settings.linkTtlMs ? end(next, { why: 'link-expired', at }) : unchanged(next)
}

/** Somebody came or went. Callbacks are unordered, so each only adds to what is known of one connection. */
export function personSeen(
  state: State,
  event: EventOf<'participant.connected' | 'participant.disconnected'>,
  settings: Settings,
): Decision {
  const { video } = state
  const role = roleOf(event.identity)
  if (!role || video.phase === 'idle' || video.id !== escalationOf(event.roomName)) return unchanged(state)
  const { participantSid, identity, at } = event
  const generation = generationOf(event.roomName)
  const news: Participant =
    event.type === 'participant.connected'
      ? { participantSid, identity, role, generation, from: at }
      : { participantSid, identity, role, generation, from: at - (event.seconds ?? 0) * 1000, until: at }
  const participants = withoutGhosts(withParticipant(video.participants, news), video.endedRooms)
  const next = withoutDeadSeats({ ...video, participants }, at)
  return video.phase === 'open'
    ? watched({ ...state, video: next }, video, at, settings)
    : unchanged({ ...state, video: next })
}

/** Facts this young (ms) may be newer than what the reconciler read, or stand on another clock. They are left alone. */
const lag = 10_000
/** A room still in progress so long after its end was decided has slipped through. */
const overdue = 60_000

/** What the reconciler read from Twilio replaces what callbacks told us, or failed to. */
export function roomSeen(state: State, event: EventOf<'room.observed'>, settings: Settings): Decision {
  const { video } = state
  if (video.phase === 'asleep' && roomName(video.id, video.generation) === event.roomName)
    return unchanged({ ...state, video: { ...video, roomSid: event.roomSid, phase: 'open' } })
  if (video.phase === 'ending' && video.roomSid === event.roomSid && firstCause(video.causes).at < event.at - overdue)
    return { state, effects: [closeRoom(event.roomSid)] }
  if (video.phase !== 'open' || video.roomSid !== event.roomSid) return roomCreated(state, event, settings)
  const isOld = (at: number) => at < event.at - lag
  const seen = event.participants.flatMap((each): Participant[] => {
    const role = roleOf(each.identity)
    return role ? [{ ...each, role, generation: video.generation }] : []
  })
  const isThere = (each: Participant) => seen.some(({ participantSid }) => participantSid === each.participantSid)
  const known = video.participants.map((each): Participant => {
    const { until, ...rest } = each
    if (isThere(each)) return until !== undefined && isOld(until) ? rest : each
    return until === undefined && isOld(each.from) ? { ...each, until: event.at } : each
  })
  const next = withoutDeadSeats({ ...video, participants: seen.reduce(withParticipant, known) }, event.at)
  return watched({ ...state, video: next }, video, event.at, settings)
}

/** Starts the clock when one side is left alone, and forgets it when they meet again. */
function watched(state: State, before: Phase<'open'>, at: number, settings: Settings): Decision {
  const { video } = state
  if (video.phase !== 'open') return unchanged(state)
  const isLost = presenceOf(video.participants) === 'lost'
  if (isLost === (before.lostAt !== undefined)) return unchanged(state)
  const { lostAt: _, ...met } = video
  if (!isLost) return unchanged({ ...state, video: met })
  const after = settings.lostAfterMs
  const timer: Effect = { type: 'timer.wait', timer: 'lost', of: `${video.id}-${at}`, after }
  return { state: { ...state, video: { ...video, lostAt: at } }, effects: after > 0 ? [timer] : [] }
}

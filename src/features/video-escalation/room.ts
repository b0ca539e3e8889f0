import { unchanged } from '../../core/feature.ts'
import { invite } from './commands.ts'
import { end, finish, firstCause } from './ending.ts'
import type { Decision, Effect, EventOf, Participant, Phase, Settings, State } from './model.ts'
import { escalationOf, generationOf, roleOf, roomName } from './names.ts'
import { presenceOf, withoutGhosts, withParticipant } from './presence.ts'
import { withoutDeadSeats } from './put-out.ts'

const closeRoom = (roomSid: string): Effect => ({ type: 'room.close', roomSid })

type NewRoom = { readonly roomSid: string; readonly roomName: string }

/** Handles a new room, which our own job reports or the reconciler sees first. */
export function roomCreated(state: State, room: NewRoom, settings: Settings): Decision {
  const { video } = state
  const isCurrent = video.phase !== 'idle' && roomName(video.id, video.generation) === room.roomName
  const gone = video.phase !== 'idle' && video.endedRooms.find((each) => each.generation === video.generation)
  if (isCurrent && video.phase === 'opening')
    return gone
      ? asleep(state, video, gone.at, settings)
      : opened({ ...state, video: { ...video, roomSid: room.roomSid } })
  if (isCurrent && video.phase === 'ending' && !video.roomSid)
    return { state: { ...state, video: { ...video, roomSid: room.roomSid } }, effects: [closeRoom(room.roomSid)] }
  if ('roomSid' in video && video.roomSid === room.roomSid) return unchanged(state)
  // Nobody needs the room any more: it was requested before the end, and created after it.
  return { state, effects: [closeRoom(room.roomSid)] }
}

/**
 * Opens the video once the room exists and the task is written, and only then invites the customer: no link may lead
 * nowhere.
 */
export function opened(state: State): Decision {
  const { video } = state
  if (video.phase !== 'opening' || !video.roomSid || !video.isTaskWritten) return unchanged(state)
  // A link revoked meanwhile leads nowhere: it counts as sent, and the agent sends the next one.
  const isInvited = video.isInvited || video.link.isRevoked
  const invites = isInvited ? video.invites : video.invites + 1
  return {
    state: { ...state, video: { ...video, roomSid: video.roomSid, isInvited, invites, phase: 'open' } },
    effects: isInvited ? [] : [invite(video, invites)],
  }
}

/** Handles the end of a room, by Twilio or by anybody else. Participants still in the record have left. */
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
      // This event overtook the response to our own request, whose handling finds it in `endedRooms`.
      return changed.roomSid ? asleep(state, changed, event.at, settings) : unchanged({ ...state, video: changed })
    case 'open':
      return asleep(state, changed, event.at, settings)
    case 'asleep':
    case 'ended':
      return unchanged({ ...state, video: changed })
  }
}

/** Puts the video to sleep: its link still works, and a join creates the next room. Ends it if the link has expired. */
function asleep(state: State, video: Phase<'open' | 'opening'>, at: number, settings: Settings): Decision {
  const { roomSid: _, lostAt: __, ...escalation } = { lostAt: undefined, ...video }
  const next: State = { ...state, video: { ...escalation, phase: 'asleep' } }
  return at >= video.link.issuedAt + settings.linkTtlMs ? end(next, { why: 'link-expired', at }) : unchanged(next)
}

/** Handles a join or leave. Callbacks are unordered, so each only adds to what is known of one connection. */
export function participantChanged(
  state: State,
  event: EventOf<'participant.connected' | 'participant.disconnected'>,
  settings: Settings,
): Decision {
  const { video } = state
  const role = roleOf(event.identity)
  if (!role || video.phase === 'idle' || video.id !== escalationOf(event.roomName)) return unchanged(state)
  const { participantSid, identity, at } = event
  const generation = generationOf(event.roomName)
  const connection: Participant =
    event.type === 'participant.connected'
      ? { participantSid, identity, role, generation, from: at }
      : { participantSid, identity, role, generation, from: at - (event.seconds ?? 0) * 1000, until: at }
  const participants = withoutGhosts(withParticipant(video.participants, connection), video.endedRooms)
  const next = withoutDeadSeats({ ...video, participants }, at)
  return video.phase === 'open'
    ? watched({ ...state, video: next }, video, at, settings)
    : unchanged({ ...state, video: next })
}

/**
 * Facts this recent (ms) may be newer than what the reconciler read, or come from another clock. They stay unchanged.
 */
const lag = 10_000
/** A room still in progress this long (ms) after its end was decided has slipped through. */
const overdue = 60_000

/** Replaces what callbacks reported, or failed to report, with what the reconciler read from Twilio. */
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

/** Starts the timer when one side is left alone, and forgets it when both sides meet again. */
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

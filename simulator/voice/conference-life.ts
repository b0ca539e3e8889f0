import type { Cloud } from '../cloud/cloud.ts'
import { sendConferenceEvent, sendSeatEvent } from './conference-events.ts'
import type { Call, Conference, ConferenceEnd, Listening, Seat } from './model.ts'

export type LeaveReason =
  | 'participant_hung_up'
  | 'participant_updated_via_api'
  | 'moderator_ended_conference'
  | 'conference_ended_via_api'

/** Creates an empty conference. It starts with the second participant. */
export function createConference(cloud: Cloud, friendlyName: string, listening: Listening | null): Conference {
  const now = cloud.clock.now()
  const conference: Conference = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('CF'),
    friendlyName,
    createdAt: now,
    updatedAt: now,
    listening,
    status: 'init',
    sequence: 0,
    ended: null,
    seats: new Map(),
    recordings: new Map(),
  }
  cloud.voice.conferences.set(conference.sid, conference)
  return conference
}

/** The conference that a caller who dials this name joins. Names of ended conferences are free. */
export const conferenceNamed = (cloud: Cloud, name: string): Conference | undefined =>
  [...cloud.voice.conferences.values()].find(
    ({ friendlyName, status }) => friendlyName === name && status !== 'completed',
  )

/** Adds a leg to a conference. */
export function joinConference(
  cloud: Cloud,
  conference: Conference,
  call: Call,
  given: Pick<Seat, 'label' | 'endConferenceOnExit'> &
    Partial<Pick<Seat, 'muted' | 'coaches' | 'startConferenceOnEnter'>>,
): Seat {
  const now = cloud.clock.now()
  const seat: Seat = {
    order: cloud.nextOrder(),
    call,
    conference,
    joinedAt: now,
    updatedAt: now,
    startConferenceOnEnter: given.startConferenceOnEnter ?? true,
    muted: given.muted ?? false,
    hold: false,
    coaches: given.coaches ?? null,
    label: given.label,
    endConferenceOnExit: given.endConferenceOnExit,
  }
  conference.seats.set(call.sid, seat)
  call.seat = seat
  if (isConnected(seat)) enterConference(cloud, seat)
  return seat
}

/**
 * Whether the participant has answered. While the phone rings, the participant is in the list but is not heard, and no
 * event mentions them.
 */
export const isConnected = ({ call }: Seat): boolean => call.status === 'in-progress'

/** Makes a participant enter the conference, once their leg is answered. */
export function enterConference(cloud: Cloud, seat: Seat): void {
  const { call, conference } = seat
  cloud.journal.change('conference-participant.joined', call.sid, { conferenceSid: conference.sid, label: seat.label })
  sendSeatEvent(cloud, seat, 'participant-join')
  const connected = [...conference.seats.values()].filter(isConnected)
  if (conference.status !== 'init' || connected.length < 2) return
  if (!connected.some(({ startConferenceOnEnter }) => startConferenceOnEnter)) return
  conference.status = 'in-progress'
  conference.updatedAt = cloud.clock.now()
  cloud.journal.change('conference.started', conference.sid, { friendlyName: conference.friendlyName })
  sendConferenceEvent(cloud, conference, 'conference-start')
}

/**
 * Removes a leg from its conference. The conference ends with a participant whose `endConferenceOnExit` is set, and
 * with the last one.
 */
export function leaveConference(cloud: Cloud, call: Call, why: LeaveReason, kicked = false): void {
  const { seat } = call
  if (seat === null) return
  const { conference } = seat
  call.seat = null
  conference.seats.delete(call.sid)
  conference.updatedAt = cloud.clock.now()
  if (call.startedAt === null) return
  cloud.journal.change('conference-participant.left', call.sid, { conferenceSid: conference.sid, why })
  sendSeatEvent(cloud, seat, 'participant-leave', { ParticipantCallStatus: call.status, ReasonParticipantLeft: why })
  const how = kicked ? 'kicked' : 'left'
  if (seat.endConferenceOnExit) {
    endConference(cloud, conference, `participant-with-end-conference-on-exit-${how}`, seat)
  } else if (conference.seats.size === 0) {
    endConference(cloud, conference, `last-participant-${how}`, seat)
  }
}

/** Ends a conference and removes all its participants. */
export function endConference(cloud: Cloud, conference: Conference, reason: ConferenceEnd, by: Seat | null): void {
  if (conference.status === 'completed') return
  conference.status = 'completed'
  conference.updatedAt = cloud.clock.now()
  conference.ended = { reason, callSid: by?.call.sid ?? null }
  const left = [...conference.seats.values()]
  const why = reason === 'conference-ended-via-api' ? 'conference_ended_via_api' : 'moderator_ended_conference'
  for (const { call } of left) leaveConference(cloud, call, why)
  cloud.journal.change('conference.ended', conference.sid, { friendlyName: conference.friendlyName, reason })
  sendConferenceEvent(cloud, conference, 'conference-end', {
    ReasonConferenceEnded: reason,
    Reason: reason.replaceAll('-', ' '),
    ...(by === null ? {} : { CallSidEndingConference: by.call.sid }),
    ...(typeof by?.label === 'string' ? { ParticipantLabelEndingConference: by.label } : {}),
  })
  const legs = left.map(({ call }) => call)
  for (const { conferenceEnded } of cloud.voice.listeners) conferenceEnded?.(legs)
}

import type { Cloud } from '../cloud/cloud.ts'
import { sendConferenceEvent, sendSeatEvent } from './conference-events.ts'
import type { Call, Conference, ConferenceEnd, Listening, Seat } from './model.ts'

export type LeaveReason =
  | 'participant_hung_up'
  | 'participant_updated_via_api'
  | 'moderator_ended_conference'
  | 'conference_ended_via_api'

/** An empty conference of a name. It begins when two are in it. */
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
  }
  cloud.voice.conferences.set(conference.sid, conference)
  return conference
}

/** Lets a leg in. */
export function joinConference(
  cloud: Cloud,
  conference: Conference,
  call: Call,
  given: { readonly label: string | null; readonly endConferenceOnExit: boolean },
): Seat {
  const now = cloud.clock.now()
  const seat: Seat = {
    order: cloud.nextOrder(),
    call,
    conference,
    joinedAt: now,
    updatedAt: now,
    startConferenceOnEnter: true,
    muted: false,
    hold: false,
    ...given,
  }
  conference.seats.set(call.sid, seat)
  call.seat = seat
  cloud.journal.change('conference-participant.joined', call.sid, { conferenceSid: conference.sid, label: seat.label })
  sendSeatEvent(cloud, seat, 'participant-join')
  if (conference.status === 'init' && conference.seats.size > 1) {
    conference.status = 'in-progress'
    conference.updatedAt = now
    cloud.journal.change('conference.started', conference.sid, { friendlyName: conference.friendlyName })
    sendConferenceEvent(cloud, conference, 'conference-start')
  }
  return seat
}

/** Takes a leg out. The conference ends with whoever ends it on exit, and with the last one. */
export function leaveConference(cloud: Cloud, call: Call, why: LeaveReason, kicked = false): void {
  const { seat } = call
  if (seat === null) return
  const { conference } = seat
  call.seat = null
  conference.seats.delete(call.sid)
  conference.updatedAt = cloud.clock.now()
  cloud.journal.change('conference-participant.left', call.sid, { conferenceSid: conference.sid, why })
  sendSeatEvent(cloud, seat, 'participant-leave', { ParticipantCallStatus: call.status, ReasonParticipantLeft: why })
  const how = kicked ? 'kicked' : 'left'
  if (seat.endConferenceOnExit) {
    endConference(cloud, conference, `participant-with-end-conference-on-exit-${how}`, seat)
  } else if (conference.seats.size === 0) {
    endConference(cloud, conference, `last-participant-${how}`, seat)
  }
}

/** Everybody is out of it, and it is over. */
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

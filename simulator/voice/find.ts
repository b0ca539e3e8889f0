import type { Cloud } from '../cloud/cloud.ts'
import { notFound } from '../rest/rest-error.ts'
import type { Application, Call, Conference, Seat } from './model.ts'

/** Finds a leg by SID; 404 if there is none. */
export function requireCall(cloud: Cloud, sid: string): Call {
  const call = cloud.voice.calls.get(sid)
  if (call === undefined) throw notFound(`/Calls/${sid}`)
  return call
}

/** Finds a conference by SID; 404 if there is none. */
export function requireConference(cloud: Cloud, sid: string): Conference {
  const conference = cloud.voice.conferences.get(sid)
  if (conference === undefined) throw notFound(`/Conferences/${sid}`)
  return conference
}

/** Finds a participant of a conference by call SID or label; 404 after they have left. */
export function requireSeat(conference: Conference, callSidOrLabel: string): Seat {
  const labelled = [...conference.seats.values()].find(({ label }) => label === callSidOrLabel)
  const seat = conference.seats.get(callSidOrLabel) ?? labelled
  if (seat === undefined) throw notFound(`/Conferences/${conference.sid}/Participants/${callSidOrLabel}`)
  return seat
}

/** Finds an application by SID; 404 if there is none. */
export function requireApplication(cloud: Cloud, sid: string): Application {
  const application = cloud.voice.applications.get(sid)
  if (application === undefined) throw notFound(`/Applications/${sid}`)
  return application
}

import type { Cloud } from '../cloud/cloud.ts'
import { rfc2822, rfc2822OrNull, wholeSeconds } from '../cloud/dates.ts'
import { isConnected } from './conference-life.ts'
import type { Call, Conference, MediaStream, Seat } from './model.ts'

const base = (cloud: Cloud): string => `/2010-04-01/Accounts/${cloud.account.accountSid}`

const parts = ['Events', 'Notifications', 'Payments', 'Recordings', 'Siprec', 'Streams', 'Transcriptions']

/** A call as the REST API shows it. */
export function callBody(cloud: Cloud, call: Call) {
  const uri = `${base(cloud)}/Calls/${call.sid}`
  return {
    sid: call.sid,
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.updatedAt),
    parent_call_sid: call.parent?.sid ?? null,
    account_sid: cloud.account.accountSid,
    to: call.to,
    to_formatted: call.to,
    from: call.from,
    from_formatted: call.from,
    phone_number_sid: null,
    status: call.status,
    start_time: rfc2822OrNull(call.startedAt),
    end_time: rfc2822OrNull(call.endedAt),
    duration: call.endedAt === null ? null : String(wholeSeconds(call.startedAt ?? call.endedAt, call.endedAt)),
    price: null,
    price_unit: 'USD',
    direction: call.direction,
    answered_by: null,
    api_version: '2010-04-01',
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: '0',
    trunk_sid: null,
    uri: `${uri}.json`,
    subresource_uris: Object.fromEntries(parts.map((part) => [part.toLowerCase(), `${uri}/${part}.json`])),
  }
}

/** A conference as the REST API shows it. */
export function conferenceBody(cloud: Cloud, conference: Conference) {
  const uri = `${base(cloud)}/Conferences/${conference.sid}`
  return {
    account_sid: cloud.account.accountSid,
    date_created: rfc2822(conference.createdAt),
    date_updated: rfc2822(conference.updatedAt),
    api_version: '2010-04-01',
    friendly_name: conference.friendlyName,
    region: 'us1',
    sid: conference.sid,
    status: conference.status,
    uri: `${uri}.json`,
    subresource_uris: { participants: `${uri}/Participants.json`, recordings: `${uri}/Recordings.json` },
    reason_conference_ended: conference.ended?.reason ?? null,
    call_sid_ending_conference: conference.ended?.callSid ?? null,
  }
}

/** A participant of a conference as the REST API shows it. */
export function seatBody(cloud: Cloud, seat: Seat) {
  return {
    account_sid: cloud.account.accountSid,
    call_sid: seat.call.sid,
    label: seat.label,
    call_sid_to_coach: seat.coaches?.sid ?? null,
    coaching: seat.coaches !== null,
    conference_sid: seat.conference.sid,
    date_created: rfc2822(seat.joinedAt),
    date_updated: rfc2822(seat.updatedAt),
    end_conference_on_exit: seat.endConferenceOnExit,
    muted: seat.muted,
    hold: seat.hold,
    start_conference_on_enter: seat.startConferenceOnEnter,
    status: isConnected(seat) ? 'connected' : 'ringing',
    queue_time: '0',
    uri: `${base(cloud)}/Conferences/${seat.conference.sid}/Participants/${seat.call.sid}.json`,
  }
}

/** A media stream as the REST API shows it. */
export function streamBody(cloud: Cloud, stream: MediaStream) {
  return {
    sid: stream.sid,
    account_sid: cloud.account.accountSid,
    call_sid: stream.call.sid,
    name: stream.name,
    status: stream.status,
    date_updated: rfc2822(stream.updatedAt),
    uri: `${base(cloud)}/Calls/${stream.call.sid}/Streams/${stream.sid}.json`,
  }
}

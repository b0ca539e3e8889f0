import type { Cloud } from '../cloud/cloud.ts'
import { rfc2822 } from '../cloud/dates.ts'
import type { Conference, Seat } from './model.ts'
import { notify } from './notify.ts'

/** Twilio docs: "TwiML Voice: <Conference>", statusCallback. */
export function sendConferenceEvent(
  cloud: Cloud,
  conference: Conference,
  name: string,
  extra: Readonly<Record<string, string>> = {},
): void {
  conference.sequence += 1
  notify(cloud, conference.listening, {
    name,
    resource: conference.sid,
    params: {
      ConferenceSid: conference.sid,
      FriendlyName: conference.friendlyName,
      SequenceNumber: String(conference.sequence),
      Timestamp: rfc2822(cloud.clock.now()),
      StatusCallbackEvent: name,
      ...extra,
    },
  })
}

/** Sends a conference event about one participant. */
export function sendSeatEvent(
  cloud: Cloud,
  seat: Seat,
  name: string,
  extra: Readonly<Record<string, string>> = {},
): void {
  sendConferenceEvent(cloud, seat.conference, name, {
    CallSid: seat.call.sid,
    ...(seat.label === null ? {} : { ParticipantLabel: seat.label }),
    Muted: String(seat.muted),
    Hold: String(seat.hold),
    Coaching: String(seat.coaches !== null),
    EndConferenceOnExit: String(seat.endConferenceOnExit),
    StartConferenceOnEnter: String(seat.startConferenceOnEnter),
    ...extra,
  })
}

/**
 * The events of each name, in TwiML and in the parameter `ConferenceStatusCallbackEvent`. Two of them never occur here.
 */
export const conferenceEvents = {
  start: ['conference-start'],
  end: ['conference-end'],
  join: ['participant-join'],
  leave: ['participant-leave'],
  mute: ['participant-mute', 'participant-unmute'],
  hold: ['participant-hold', 'participant-unhold'],
  modify: ['participant-modify'],
  announcement: [],
  speaker: [],
} as const

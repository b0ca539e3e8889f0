import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { flag, none, paging, sid, text, url } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { created, deleted, ok, type Route } from '../rest/route.ts'
import { accountRoute } from './account-route.ts'
import { addParticipant, idleOfParticipant, newParticipant } from './add-participant.ts'
import { seatBody } from './bodies.ts'
import { endCall } from './call-life.ts'
import { changeSeatLater } from './change-seat.ts'
import { requireConference, requireSeat } from './find.ts'
import { listPage } from './list-page.ts'
import type { Call, Seat } from './model.ts'

const method = z.enum(['GET', 'POST'])

/** Announcements, beeps and custom music are accepted and not played. */
const idle = ['HoldUrl', 'HoldMethod', 'AnnounceUrl', 'AnnounceMethod', 'WaitUrl', 'WaitMethod', 'BeepOnExit']

const updateParameters = z.strictObject({
  Muted: flag.optional(),
  Hold: flag.optional(),
  HoldUrl: url.optional(),
  HoldMethod: method.optional(),
  AnnounceUrl: url.optional(),
  AnnounceMethod: method.optional(),
  WaitUrl: text.optional(),
  WaitMethod: method.optional(),
  BeepOnExit: flag.optional(),
  EndConferenceOnExit: flag.optional(),
  Coaching: flag.optional(),
  CallSidToCoach: sid('CA').optional(),
})

const listParameters = z.strictObject({
  Muted: flag.optional(),
  Hold: flag.optional(),
  Coaching: flag.optional(),
  ...paging(1000),
})

/** …/Conferences/{conference}/Participants (Twilio docs: "Conference Participants resource"). */
export const participantRoutes = (cloud: Cloud): readonly Route[] => [
  accountRoute(cloud, 'GET', '/Conferences/:conference/Participants.json', { params: listParameters }, (call) => {
    const { Muted, Hold, Coaching } = call.params
    const seats = [...requireConference(cloud, call.at.conference).seats.values()].filter(
      ({ muted, hold, coaches }) =>
        (Muted ?? muted) === muted && (Hold ?? hold) === hold && (Coaching ?? coaches !== null) === (coaches !== null),
    )
    const { items, paging: where } = listPage(seats, call, 'participants')
    return ok({ participants: items.map((each) => seatBody(cloud, each)), ...where })
  }),
  accountRoute(
    cloud,
    'POST',
    '/Conferences/:conference/Participants.json',
    { params: newParticipant, idle: idleOfParticipant },
    ({ at, params }) => created(seatBody(cloud, addParticipant(cloud, at.conference, params))),
  ),
  accountRoute(cloud, 'GET', '/Conferences/:conference/Participants/:call', { params: none }, ({ at }) =>
    ok(seatBody(cloud, requireSeat(requireConference(cloud, at.conference), at.call))),
  ),
  accountRoute(
    cloud,
    'POST',
    '/Conferences/:conference/Participants/:call',
    { params: updateParameters, idle },
    ({ at, params }) => {
      const { Muted: muted, Hold: hold, EndConferenceOnExit: endConferenceOnExit } = params
      const seat = requireSeat(requireConference(cloud, at.conference), at.call)
      changeSeatLater(cloud, seat, { muted, hold, endConferenceOnExit, coaches: coachedBy(seat, params) })
      return ok(seatBody(cloud, seat))
    },
  ),
  accountRoute(cloud, 'DELETE', '/Conferences/:conference/Participants/:call', { params: none }, ({ at }) => {
    endCall(cloud, requireSeat(requireConference(cloud, at.conference), at.call).call, 'completed', true)
    return deleted
  }),
]

/** The leg that a participant should coach: another participant of the same conference. */
function coachedBy(
  seat: Seat,
  {
    Coaching: coaching,
    CallSidToCoach: callSid,
  }: { Coaching?: boolean | undefined; CallSidToCoach?: string | undefined },
): Call | null | undefined {
  if (coaching === false) return null
  if (callSid === undefined) {
    if (coaching === true && seat.coaches === null) throw invalid('CallSidToCoach is required to coach')
    return undefined
  }
  const coached = seat.conference.seats.get(callSid)
  if (coached === undefined || coached === seat)
    throw invalid(`Call ${callSid} is no other participant of the conference`)
  return coached.call
}

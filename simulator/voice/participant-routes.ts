import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { flag, none, paging, text, url } from '../rest/parameters.ts'
import { deleted, ok, type Route } from '../rest/route.ts'
import { accountRoute } from './account-route.ts'
import { seatBody } from './bodies.ts'
import { endCall } from './call-life.ts'
import { changeSeatLater } from './change-seat.ts'
import { requireConference, requireSeat } from './find.ts'
import { listPage } from './list-page.ts'

const method = z.enum(['GET', 'POST'])

// Announcements, beeps and music of one's own are taken, and not played. Coaching is refused.
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
      ({ muted, hold }) => (Muted ?? muted) === muted && (Hold ?? hold) === hold && Coaching !== true,
    )
    const { items, paging: where } = listPage(seats, call, 'participants')
    return ok({ participants: items.map((each) => seatBody(cloud, each)), ...where })
  }),
  accountRoute(cloud, 'GET', '/Conferences/:conference/Participants/:call', { params: none }, ({ at }) =>
    ok(seatBody(cloud, requireSeat(requireConference(cloud, at.conference), at.call))),
  ),
  accountRoute(
    cloud,
    'POST',
    '/Conferences/:conference/Participants/:call',
    { params: updateParameters },
    ({ at, params: { Muted: muted, Hold: hold, EndConferenceOnExit: endConferenceOnExit } }) => {
      const seat = requireSeat(requireConference(cloud, at.conference), at.call)
      changeSeatLater(cloud, seat, { muted, hold, endConferenceOnExit })
      return ok(seatBody(cloud, seat))
    },
  ),
  accountRoute(cloud, 'DELETE', '/Conferences/:conference/Participants/:call', { params: none }, ({ at }) => {
    endCall(cloud, requireSeat(requireConference(cloud, at.conference), at.call).call, 'completed', true)
    return deleted
  }),
]

import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { none, paging, sid } from '../rest/parameters.ts'
import { ok, type Route, route } from '../rest/route.ts'
import { reservationBody } from './bodies.ts'
import { etag, requireMatch } from './if-match.ts'
import { instructionParameters, instructReservation, voiceParameters } from './instruction.ts'
import type { Reservation } from './model.ts'
import { requireIn, requireWorkspace } from './workspace.ts'

const status = z.enum(['pending', 'accepted', 'rejected', 'timeout', 'canceled', 'rescinded', 'wrapping', 'completed'])

const parents = ['Tasks', 'Workers'] as const

/** …/Tasks/{task}/Reservations and …/Workers/{worker}/Reservations (Twilio docs: "Reservation Resource"). */
export const reservationRoutes = (cloud: Cloud): readonly Route[] =>
  parents.flatMap((parent) => [
    route(
      'GET',
      `/v1/Workspaces/:workspace/${parent}/:parent/Reservations`,
      {
        params: z.strictObject({
          ReservationStatus: status.optional(),
          WorkerSid: sid('WK').optional(),
          ...paging(1000),
        }),
      },
      (call) => {
        const workspace = requireWorkspace(cloud, call.at.workspace)
        const { ReservationStatus: wanted, WorkerSid: workerSid } = call.params
        const all = reservationsOf(cloud, parent, call.at)
        const found = [...all.values()].filter(
          (each) => each.status === (wanted ?? each.status) && each.worker.sid === (workerSid ?? each.worker.sid),
        )
        const { items, meta } = page(found, call, 'reservations')
        return ok({ reservations: items.map((each) => reservationBody(cloud, workspace, each, parent)), meta })
      },
    ),
    route(
      'GET',
      `/v1/Workspaces/:workspace/${parent}/:parent/Reservations/:reservation`,
      { params: none },
      ({ at }) => {
        const workspace = requireWorkspace(cloud, at.workspace)
        const reservation = requireIn(reservationsOf(cloud, parent, at), 'Reservations', at.reservation)
        return ok(reservationBody(cloud, workspace, reservation, parent), etag(reservation.version))
      },
    ),
    route(
      'POST',
      `/v1/Workspaces/:workspace/${parent}/:parent/Reservations/:reservation`,
      { params: instructionParameters, idle: voiceParameters },
      ({ at, params, header }) => {
        const workspace = requireWorkspace(cloud, at.workspace)
        const reservation = requireIn(reservationsOf(cloud, parent, at), 'Reservations', at.reservation)
        requireMatch(header('if-match'), reservation.version)
        instructReservation(cloud, workspace, reservation, params)
        return ok(reservationBody(cloud, workspace, reservation, parent), etag(reservation.version))
      },
    ),
  ])

function reservationsOf(
  cloud: Cloud,
  parent: (typeof parents)[number],
  at: { readonly workspace: string; readonly parent: string },
): ReadonlyMap<string, Reservation> {
  const workspace = requireWorkspace(cloud, at.workspace)
  const owners: ReadonlyMap<string, { readonly reservations: ReadonlyMap<string, Reservation> }> =
    parent === 'Tasks' ? workspace.tasks : workspace.workers
  return requireIn(owners, parent, at.parent).reservations
}

import { z } from 'zod'
import type { Cloud } from '../../cloud/cloud.ts'
import { notFound } from '../../rest/rest-error.ts'
import { ok } from '../../rest/route.ts'
import { openReservations, setReservation } from '../../taskrouter/reservations.ts'
import { changeTask, endTask } from '../../taskrouter/tasks.ts'
import { changeWorkerAttributes, setActivity } from '../../taskrouter/workers.ts'
import { requireIn } from '../../taskrouter/workspace.ts'
import { type ClientRoute, clientRoute } from '../client-route.ts'
import type { Agent } from '../model.ts'
import { activitySeen, queueSeen, reservationSeen, taskSeen, workerChannelSeen, workerSeen } from './bodies.ts'

const nothing = z.unknown()
const jsonObject = z.record(z.string(), z.unknown()).transform((value) => JSON.stringify(value))
const attributes = z.union([z.string(), jsonObject])

const workerChange = z.object({ ActivitySid: z.string().optional(), Attributes: attributes.optional() })
const reservationChange = z.object({ ReservationStatus: z.enum(['accepted', 'rejected', 'wrapping', 'completed']) })
const taskChange = z.object({
  AssignmentStatus: z.enum(['wrapping', 'completed', 'canceled']).optional(),
  Reason: z.string().nullish(),
  Attributes: attributes.optional(),
})

const here = '/Workspaces/:workspace'
const me = `${here}/Workers/:worker`

/** Requests of the TaskRouter SDK through the event bridge, for the signed-in agent. */
export const taskRouterRoutes = (cloud: Cloud): readonly ClientRoute<Agent>[] => [
  clientRoute('GET', me, nothing, ({ at }, { workspace }: Agent) =>
    ok(workerSeen(cloud, workspace, requireIn(workspace.workers, 'Workers', at.worker))),
  ),
  clientRoute('POST', me, workerChange, ({ at, body }, { workspace }: Agent) => {
    const worker = requireIn(workspace.workers, 'Workers', at.worker)
    if (body.Attributes !== undefined) changeWorkerAttributes(cloud, workspace, worker, body.Attributes)
    if (body.ActivitySid !== undefined) setActivity(cloud, workspace, worker, body.ActivitySid)
    return ok(workerSeen(cloud, workspace, worker))
  }),
  clientRoute('GET', `${here}/Workers`, nothing, (_call, { workspace }: Agent) =>
    list([...workspace.workers.values()].map((each) => workerSeen(cloud, workspace, each))),
  ),
  clientRoute('GET', `${here}/Activities`, nothing, (_call, { workspace }: Agent) =>
    list([...workspace.activities.values()].map((each) => activitySeen(cloud, workspace, each))),
  ),
  clientRoute('GET', `${here}/TaskQueues`, nothing, (_call, { workspace }: Agent) =>
    list([...workspace.queues.values()].map((each) => queueSeen(cloud, workspace, each))),
  ),
  clientRoute('GET', `${me}/WorkerChannels`, nothing, ({ at }, { workspace }: Agent) => {
    const worker = requireIn(workspace.workers, 'Workers', at.worker)
    return list([...worker.channels.values()].map((each) => workerChannelSeen(cloud, workspace, worker, each)))
  }),
  clientRoute('GET', `${me}/Reservations`, nothing, (_call, { workspace, worker }: Agent) => {
    const mine = [...worker.reservations.values()].filter((each) => openReservations(each.task).includes(each))
    return list(mine.map((each) => reservationSeen(cloud, workspace, each)))
  }),
  clientRoute('POST', `${me}/Reservations/:reservation`, reservationChange, ({ at, body }, agent: Agent) => {
    const reservation = requireIn(agent.worker.reservations, 'Reservations', at.reservation)
    setReservation(cloud, agent.workspace, reservation, body.ReservationStatus)
    return ok(reservationSeen(cloud, agent.workspace, reservation))
  }),
  clientRoute('GET', `${here}/Tasks/:task`, nothing, ({ at }, { workspace }: Agent) =>
    ok(taskSeen(cloud, requireIn(workspace.tasks, 'Tasks', at.task))),
  ),
  clientRoute('POST', `${here}/Tasks/:task`, taskChange, ({ at, body }, { workspace }: Agent) => {
    const task = workspace.tasks.get(at.task)
    if (task === undefined) throw notFound(`/Tasks/${at.task}`)
    if (body.AssignmentStatus !== undefined)
      endTask(cloud, workspace, task, body.AssignmentStatus, body.Reason ?? 'Task ended by its agent')
    if (body.Attributes !== undefined) changeTask(cloud, workspace, task, { attributes: body.Attributes })
    return ok(taskSeen(cloud, task))
  }),
]

const list = (contents: readonly unknown[]) =>
  ok({ contents, after_sid: null, before_sid: null, total: contents.length, meta: { next_token: null } })

import type { Cloud } from '../cloud/cloud.ts'
import { invalid } from '../rest/rest-error.ts'
import { reservationParams } from './event-params.ts'
import type { Reservation, ReservationStatus, Task, TaskStatus, Worker, Workspace } from './model.ts'
import { sendTaskRouterEvent } from './send-event.ts'
import { announceStatus, moveTask } from './task-status.ts'

/**
 * The life of a reservation: pending → accepted → wrapping → completed. A pending reservation may instead be rejected,
 * time out, be rescinded because another worker was quicker, or be canceled with its task.
 */
const next: Readonly<Record<ReservationStatus, readonly ReservationStatus[]>> = {
  pending: ['accepted', 'rejected', 'timeout', 'canceled', 'rescinded'],
  accepted: ['wrapping', 'completed', 'canceled'],
  wrapping: ['completed', 'canceled'],
  rejected: [],
  timeout: [],
  canceled: [],
  rescinded: [],
  completed: [],
}

/** The task's status after its only reservation changes. Statuses without an entry do not change the task. */
const taskStatus: Partial<Record<ReservationStatus, TaskStatus>> = {
  accepted: 'assigned',
  wrapping: 'wrapping',
  completed: 'completed',
  rejected: 'pending',
  timeout: 'pending',
}

/** Offers a task to a worker. Without an answer in time the reservation becomes `timeout`. */
export function offer(cloud: Cloud, workspace: Workspace, task: Task, worker: Worker): Reservation {
  const now = cloud.clock.now()
  const reservation: Reservation = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('WR'),
    task,
    worker,
    createdAt: now,
    updatedAt: now,
    status: 'pending',
    version: 0,
    stopTimer: () => undefined,
  }
  reservation.stopTimer = cloud.clock.after((task.workflow?.taskReservationTimeout ?? 120) * 1000, () =>
    setReservation(cloud, workspace, reservation, 'timeout'),
  )
  task.reservations.set(reservation.sid, reservation)
  worker.reservations.set(reservation.sid, reservation)
  workspace.reservations.set(reservation.sid, reservation)
  worker.lastOfferedAt = now
  occupy(reservation, 1)
  if (task.transfer !== null) task.transfer.offered = reservation
  workspace.waiting.delete(task)
  if (!isAccepted(task)) moveTask(cloud, workspace, task, 'reserved')
  sendReservationEvent(cloud, workspace, reservation, 'created')
  return reservation
}

/**
 * Moves a reservation to another status, and its task with it.
 * @throws RestError 20001 for a move that is not allowed
 */
export function setReservation(
  cloud: Cloud,
  workspace: Workspace,
  reservation: Reservation,
  to: ReservationStatus,
): void {
  const { status, task } = reservation
  if (!next[status].includes(to)) throw invalid(`Cannot change reservation ${reservation.sid} from ${status} to ${to}`)
  reservation.status = to
  reservation.version += 1
  reservation.updatedAt = cloud.clock.now()
  if (status === 'pending') reservation.stopTimer()
  if (next[to].length === 0) occupy(reservation, -1)
  const follows = statusAfter(task, to)
  const moved = follows !== undefined && moveTask(cloud, workspace, task, follows)
  sendReservationEvent(cloud, workspace, reservation, to === 'wrapping' ? 'wrapup' : to)
  if (moved) announceStatus(cloud, workspace, task)
  if (to === 'accepted') rescindOthers(cloud, workspace, reservation)
  for (const listener of cloud.taskrouter.listeners) listener.reservationChanged?.(workspace, reservation)
}

/**
 * A task may have several reservations: on offer to several workers at once, or during a transfer. It ends only with
 * the last reservation, is pending again when the last one is declined, and is wrapping once no worker has it.
 */
function statusAfter(task: Task, to: ReservationStatus): TaskStatus | undefined {
  const alone = taskStatus[to]
  if (alone === undefined || to === 'accepted') return alone
  const others = openReservations(task)
  const has = (status: ReservationStatus): boolean => others.some((each) => each.status === status)
  if (has('accepted')) return undefined
  if (has('pending')) return 'reserved'
  if (task.transfer !== null) return 'pending'
  return has('wrapping') ? 'wrapping' : alone
}

const isAccepted = (task: Task): boolean => openReservations(task).some(({ status }) => status === 'accepted')

/** The reservations of a task that can still change. */
export function openReservations(task: Task): Reservation[] {
  return [...task.reservations.values()].filter(({ status }) => next[status].length > 0)
}

function rescindOthers(cloud: Cloud, workspace: Workspace, winner: Reservation): void {
  for (const other of openReservations(winner.task)) {
    if (other !== winner && other.status === 'pending') setReservation(cloud, workspace, other, 'rescinded')
  }
}

/** A reservation uses the worker's capacity from the offer to its end. */
function occupy({ worker, task }: Reservation, by: 1 | -1): void {
  const channel = worker.channels.get(task.channel.uniqueName)
  if (channel !== undefined) channel.assigned += by
}

function sendReservationEvent(cloud: Cloud, workspace: Workspace, reservation: Reservation, what: string): void {
  const resource = { sid: reservation.sid, description: `Reservation ${reservation.sid} ${what}` }
  const params = reservationParams(cloud, workspace, reservation)
  sendTaskRouterEvent(cloud, workspace, `reservation.${what}`, resource, params)
}

import type { Cloud } from '../cloud/cloud.ts'
import { invalid } from '../rest/rest-error.ts'
import type { Task, TaskChannel, TaskQueue, TaskStatus, Workflow, Workspace } from './model.ts'
import { openReservations, setReservation } from './reservations.ts'
import { fittingFor, takeRoute } from './route.ts'
import { reevaluate, routeTask } from './routing.ts'
import { announceStatus, isOpen, moveTask, sendTaskEvent, stampTask } from './task-status.ts'

export interface NewTask {
  readonly channel: TaskChannel
  readonly workflow: Workflow | null
  readonly queue?: TaskQueue | undefined
  readonly workerSid?: string | undefined
  readonly routingTarget?: string | undefined
  readonly attributes: string
  readonly priority?: number | undefined
  readonly timeout?: number | undefined
  readonly ignoreCapacity?: boolean | undefined
  readonly virtualStartAt?: number | undefined
  /** Workers who get no offer. */
  readonly notTo?: readonly string[] | undefined
}

/** Creates a task and routes it through its workflow. */
export function createTask(cloud: Cloud, workspace: Workspace, given: NewTask): Task {
  const now = cloud.clock.now()
  const task: Task = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('WT'),
    createdAt: now,
    updatedAt: now,
    channel: given.channel,
    workflow: given.workflow,
    timeout: given.timeout ?? 86_400,
    ignoreCapacity: given.ignoreCapacity ?? false,
    onlyWorkerSid: given.workerSid ?? null,
    onlyQueue: given.queue ?? null,
    routingTarget: given.routingTarget ?? null,
    attributes: given.attributes,
    status: 'pending',
    queue: null,
    queueEnteredAt: null,
    route: null,
    priority: given.priority ?? 0,
    reason: null,
    version: 0,
    virtualStartAt: given.virtualStartAt ?? now,
    stopTimer: () => undefined,
    reservations: new Map(),
    declinedBy: new Set(given.notTo),
    transfer: null,
  }
  workspace.tasks.set(task.sid, task)
  task.stopTimer = cloud.clock.after(task.timeout * 1000, () => {
    if (task.status === 'pending' || task.status === 'reserved') {
      endTask(cloud, workspace, task, 'canceled', 'Task TTL Exceeded')
    }
  })
  takeRoute(cloud, task, fittingFor(workspace, task))
  sendTaskEvent(cloud, workspace, task, 'task.created')
  routeTask(cloud, workspace, task)
  return task
}

/** Replaces a task's attributes or priority. The workflow of a pending task is then evaluated again. */
export function changeTask(
  cloud: Cloud,
  workspace: Workspace,
  task: Task,
  change: {
    readonly attributes?: string | undefined
    readonly priority?: number | undefined
    readonly virtualStartAt?: number | undefined
  },
): void {
  task.attributes = change.attributes ?? task.attributes
  task.priority = change.priority ?? task.priority
  task.virtualStartAt = change.virtualStartAt ?? task.virtualStartAt
  stampTask(cloud, task)
  sendTaskEvent(cloud, workspace, task, 'task.updated')
  const isRerouted = change.attributes !== undefined && !cloud.untrue.has('changed-task-is-rerouted')
  if (isRerouted) reevaluate(cloud, workspace, task)
}

type End = 'wrapping' | 'completed' | 'canceled'

// The statuses from which a task may be ended (Twilio docs: "Task Resource", AssignmentStatus).
const allowedFrom: Readonly<Record<End, readonly TaskStatus[]>> = {
  wrapping: ['assigned'],
  completed: ['assigned', 'wrapping'],
  canceled: ['pending', 'reserved'],
}

/**
 * Moves a task towards its end, and its reservations with it.
 * @throws RestError 20001 for a move that is not allowed
 */
export function endTask(cloud: Cloud, workspace: Workspace, task: Task, to: End, reason: string | null): void {
  if (!allowedFrom[to].includes(task.status)) {
    throw invalid(`Cannot change task ${task.sid} from ${task.status} to ${to}`)
  }
  task.reason = reason ?? task.reason
  if (to !== 'canceled') {
    // An open offer (of a transfer) cannot wrap up, so it is canceled. A reservation that is already wrapping stays so.
    for (const reservation of openReservations(task)) {
      if (reservation.status === 'pending') setReservation(cloud, workspace, reservation, 'canceled')
      else if (reservation.status !== to) setReservation(cloud, workspace, reservation, to)
    }
    return
  }
  moveTask(cloud, workspace, task, 'canceled')
  cancelReservations(cloud, workspace, task)
  announceStatus(cloud, workspace, task)
}

/** Deletes a task, whatever its status. `event` is the event that TaskRouter sends. */
export function deleteTask(
  cloud: Cloud,
  workspace: Workspace,
  task: Task,
  reason: string | null,
  event: 'task.deleted' | 'task.system-deleted' = 'task.deleted',
): void {
  task.stopTimer()
  task.route?.stopTimer()
  task.reason = reason ?? task.reason
  workspace.waiting.delete(task)
  workspace.tasks.delete(task.sid)
  if (isOpen(task)) cancelReservations(cloud, workspace, task)
  sendTaskEvent(cloud, workspace, task, event)
}

function cancelReservations(cloud: Cloud, workspace: Workspace, task: Task): void {
  for (const reservation of openReservations(task)) setReservation(cloud, workspace, reservation, 'canceled')
}

import type { Cloud } from '../../cloud/cloud.ts'
import type {
  Activity,
  Reservation,
  Task,
  TaskQueue,
  Worker,
  WorkerChannel,
  Workspace,
} from '../../taskrouter/model.ts'

// The SDK throws if a property is missing, so all are here. Dates are Unix seconds; attributes are JSON text.

const seconds = (at: number): number => Math.floor(at / 1000)

/** A worker as TaskRouter's browser SDK reads it. */
export const workerSeen = (cloud: Cloud, workspace: Workspace, worker: Worker) => {
  const activity = workspace.activities.get(worker.activitySid)
  return {
    ...common(cloud, workspace, worker),
    activity_sid: worker.activitySid,
    activity_name: activity?.friendlyName ?? '',
    available: activity?.available ?? false,
    attributes: worker.attributes,
    date_status_changed: seconds(worker.statusChangedAt),
    date_updated: seconds(worker.updatedAt),
    friendly_name: worker.friendlyName,
    worker_sid: worker.sid,
    version: String(worker.version),
  }
}

/** An activity as TaskRouter's browser SDK reads it. */
export const activitySeen = (cloud: Cloud, workspace: Workspace, activity: Activity) => ({
  ...common(cloud, workspace, activity),
  available: activity.available,
  friendly_name: activity.friendlyName,
})

/** A worker channel as TaskRouter's browser SDK reads it. */
export const workerChannelSeen = (cloud: Cloud, workspace: Workspace, worker: Worker, own: WorkerChannel) => ({
  ...common(cloud, workspace, { sid: own.sid, createdAt: worker.createdAt }),
  assigned_tasks: own.assigned,
  available: own.available,
  available_capacity_percentage:
    own.capacity === 0 ? 0 : Math.round(Math.max(0, 1 - own.assigned / own.capacity) * 100),
  configured_capacity: own.capacity,
  last_reserved_time: seconds(worker.lastOfferedAt),
  task_channel_sid: own.channel.sid,
  task_channel_unique_name: own.channel.uniqueName,
  worker_sid: worker.sid,
})

/** A queue as TaskRouter's browser SDK reads it. */
export const queueSeen = (cloud: Cloud, workspace: Workspace, queue: TaskQueue) => ({
  ...common(cloud, workspace, queue),
  friendly_name: queue.friendlyName,
  queue_name: queue.friendlyName,
  queue_sid: queue.sid,
  target_workers: queue.targetWorkers,
  task_order: queue.taskOrder,
  max_reserved_workers: queue.maxReservedWorkers,
  assignment_activity_sid: null,
  assignment_activity_name: null,
  reservation_activity_sid: null,
  reservation_activity_name: null,
  lifo_queue: queue.taskOrder === 'LIFO',
})

/** A task as TaskRouter's browser SDK reads it. */
export const taskSeen = (cloud: Cloud, task: Task) => ({
  addons: '{}',
  age: seconds(cloud.clock.now() - task.createdAt),
  assignment_status: task.status,
  attributes: task.attributes,
  date_created: seconds(task.createdAt),
  date_updated: seconds(task.updatedAt),
  priority: task.priority,
  queue_name: task.queue?.friendlyName ?? '',
  queue_sid: task.queue?.sid ?? '',
  reason: task.reason,
  routing_target: task.routingTarget,
  sid: task.sid,
  task_channel_sid: task.channel.sid,
  task_channel_unique_name: task.channel.uniqueName,
  timeout: task.timeout,
  version: String(task.version),
  virtual_start_time: seconds(task.virtualStartAt),
  workflow_name: task.workflow?.friendlyName ?? '',
  workflow_sid: task.workflow?.sid ?? '',
})

/** A reservation as TaskRouter's browser SDK reads it, with its task. */
export const reservationSeen = (cloud: Cloud, workspace: Workspace, reservation: Reservation) => ({
  ...common(cloud, workspace, reservation),
  date_updated: seconds(reservation.updatedAt),
  reservation_status: reservation.status,
  reservation_timeout: reservation.task.workflow?.taskReservationTimeout ?? 120,
  task: taskSeen(cloud, reservation.task),
  worker_sid: reservation.worker.sid,
  version: String(reservation.version),
})

const common = (cloud: Cloud, workspace: Workspace, thing: { readonly sid: string; readonly createdAt: number }) => ({
  sid: thing.sid,
  account_sid: cloud.account.accountSid,
  workspace_sid: workspace.sid,
  date_created: seconds(thing.createdAt),
  date_updated: seconds(thing.createdAt),
})

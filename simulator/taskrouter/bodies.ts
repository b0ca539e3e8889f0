import type { Cloud } from '../cloud/cloud.ts'
import { isoSeconds, isoSecondsOrNull, wholeSeconds } from '../cloud/dates.ts'
import type { Reservation, Task, Worker, WorkerChannel, Workspace } from './model.ts'

/** A workspace's address at Twilio. */
export const workspaceUrl = (workspace: Workspace): string =>
  `https://taskrouter.twilio.com/v1/Workspaces/${workspace.sid}`

/** A task as the REST API shows it. */
export function taskBody(cloud: Cloud, workspace: Workspace, task: Task) {
  const base = workspaceUrl(workspace)
  const url = `${base}/Tasks/${task.sid}`
  return {
    sid: task.sid,
    account_sid: cloud.account.accountSid,
    workspace_sid: workspace.sid,
    workflow_sid: task.workflow?.sid ?? null,
    workflow_friendly_name: task.workflow?.friendlyName ?? null,
    task_queue_sid: task.queue?.sid ?? null,
    task_queue_friendly_name: task.queue?.friendlyName ?? null,
    task_channel_sid: task.channel.sid,
    task_channel_unique_name: task.channel.uniqueName,
    assignment_status: task.status,
    attributes: task.attributes,
    addons: '{}',
    age: wholeSeconds(task.createdAt, cloud.clock.now()),
    priority: task.priority,
    reason: task.reason,
    timeout: task.timeout,
    date_created: isoSeconds(task.createdAt),
    date_updated: isoSeconds(task.updatedAt),
    task_queue_entered_date: isoSecondsOrNull(task.queueEnteredAt),
    virtual_start_time: isoSeconds(task.virtualStartAt),
    ignore_capacity: task.ignoreCapacity,
    routing_target: task.routingTarget,
    url,
    links: {
      task_queue: `${base}/TaskQueues/${task.queue?.sid ?? ''}`,
      workflow: `${base}/Workflows/${task.workflow?.sid ?? ''}`,
      workspace: base,
      reservations: `${url}/Reservations`,
    },
  }
}

/** A reservation as the REST API shows it, under its task or under its worker. */
export function reservationBody(cloud: Cloud, workspace: Workspace, reservation: Reservation, under = 'Tasks') {
  const base = workspaceUrl(workspace)
  const { task, worker } = reservation
  const parent = under === 'Tasks' ? `Tasks/${task.sid}` : `Workers/${worker.sid}`
  return {
    sid: reservation.sid,
    account_sid: cloud.account.accountSid,
    workspace_sid: workspace.sid,
    task_sid: task.sid,
    worker_sid: worker.sid,
    worker_name: worker.friendlyName,
    reservation_status: reservation.status,
    date_created: isoSeconds(reservation.createdAt),
    date_updated: isoSeconds(reservation.updatedAt),
    url: `${base}/${parent}/Reservations/${reservation.sid}`,
    links: { task: `${base}/Tasks/${task.sid}`, worker: `${base}/Workers/${worker.sid}`, workspace: base },
  }
}

/** A worker as the REST API shows it. */
export function workerBody(cloud: Cloud, workspace: Workspace, worker: Worker) {
  const base = workspaceUrl(workspace)
  const url = `${base}/Workers/${worker.sid}`
  const activity = workspace.activities.get(worker.activitySid)
  return {
    sid: worker.sid,
    account_sid: cloud.account.accountSid,
    workspace_sid: workspace.sid,
    friendly_name: worker.friendlyName,
    activity_sid: worker.activitySid,
    activity_name: activity?.friendlyName ?? null,
    available: activity?.available ?? false,
    attributes: worker.attributes,
    date_created: isoSeconds(worker.createdAt),
    date_updated: isoSeconds(worker.updatedAt),
    date_status_changed: isoSeconds(worker.statusChangedAt),
    url,
    links: {
      channels: `${url}/Channels`,
      activity: `${base}/Activities/${worker.activitySid}`,
      workspace: base,
      reservations: `${url}/Reservations`,
    },
  }
}

/** A worker's capacity on one task channel, as the REST API shows it. */
export function workerChannelBody(cloud: Cloud, workspace: Workspace, worker: Worker, channel: WorkerChannel) {
  const free = channel.capacity === 0 ? 0 : Math.max(0, 1 - channel.assigned / channel.capacity)
  return {
    sid: channel.sid,
    account_sid: cloud.account.accountSid,
    workspace_sid: workspace.sid,
    worker_sid: worker.sid,
    task_channel_sid: channel.channel.sid,
    task_channel_unique_name: channel.channel.uniqueName,
    assigned_tasks: channel.assigned,
    available: channel.available,
    available_capacity_percentage: Math.round(free * 100),
    configured_capacity: channel.capacity,
    date_created: isoSeconds(worker.createdAt),
    date_updated: isoSeconds(worker.updatedAt),
    url: `${workspaceUrl(workspace)}/Workers/${worker.sid}/Channels/${channel.sid}`,
  }
}

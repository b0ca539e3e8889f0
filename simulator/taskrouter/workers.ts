import type { Cloud } from '../cloud/cloud.ts'
import { wholeSeconds } from '../cloud/dates.ts'
import { workerParams } from './event-params.ts'
import type { TaskChannel, TaskRouterListener, Worker, Workspace } from './model.ts'
import { routeWaiting } from './routing.ts'
import { sendTaskRouterEvent } from './send-event.ts'

export interface NewWorker {
  readonly friendlyName: string
  readonly attributes: string
  readonly activitySid: string
  /** The number of simultaneous tasks by task channel. Channels without an entry: one. */
  readonly capacity?: Readonly<Record<string, number>>
}

/** Creates a worker, sends the event, and offers the waiting tasks. */
export function createWorker(cloud: Cloud, workspace: Workspace, given: NewWorker): Worker {
  const worker = addWorker(cloud, workspace, given)
  const resource = { sid: worker.sid, description: `Worker ${worker.friendlyName} created` }
  sendTaskRouterEvent(cloud, workspace, 'worker.created', resource, workerParams(workspace, worker))
  routeWaiting(cloud, workspace, worker)
  return worker
}

/** Adds a worker with a worker channel for every task channel, without events. */
export function addWorker(cloud: Cloud, workspace: Workspace, given: NewWorker): Worker {
  const now = cloud.clock.now()
  const worker: Worker = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('WK'),
    createdAt: now,
    updatedAt: now,
    statusChangedAt: now,
    lastOfferedAt: 0,
    friendlyName: given.friendlyName,
    attributes: given.attributes,
    activitySid: given.activitySid,
    version: 0,
    channels: new Map(),
    reservations: new Map(),
  }
  for (const channel of workspace.channels.values()) {
    giveChannel(cloud, worker, channel, given.capacity?.[channel.uniqueName] ?? 1)
  }
  workspace.workers.set(worker.sid, worker)
  return worker
}

/** Sets a worker's capacity on a task channel. */
export function giveChannel(cloud: Cloud, worker: Worker, channel: TaskChannel, capacity: number): void {
  worker.channels.set(channel.uniqueName, {
    order: cloud.nextOrder(),
    sid: cloud.newSid('WC'),
    channel,
    capacity,
    available: true,
    assigned: 0,
  })
}

/** Moves a worker to another activity. A worker who becomes available gets offers of waiting tasks. */
export function setActivity(cloud: Cloud, workspace: Workspace, worker: Worker, activitySid: string): void {
  if (worker.activitySid === activitySid) return
  const now = cloud.clock.now()
  const before = { sid: worker.activitySid, since: worker.statusChangedAt }
  worker.activitySid = activitySid
  worker.statusChangedAt = now
  stampWorker(cloud, worker)
  const activity = workspace.activities.get(activitySid)
  const resource = { sid: worker.sid, description: `Worker updated to ${activity?.friendlyName ?? ''} Activity` }
  sendTaskRouterEvent(cloud, workspace, 'worker.activity.update', resource, {
    ...workerParams(workspace, worker),
    WorkerPreviousActivitySid: before.sid,
    WorkerPreviousActivityName: workspace.activities.get(before.sid)?.friendlyName ?? '',
    WorkerTimeInPreviousActivity: String(wholeSeconds(before.since, now)),
    WorkerTimeInPreviousActivityMs: String(now - before.since),
  })
  if (activity?.available !== true) return
  for (const task of workspace.waiting) task.declinedBy.delete(worker.sid)
  routeWaiting(cloud, workspace, worker)
}

/** Replaces a worker's attributes. */
export function changeWorkerAttributes(cloud: Cloud, workspace: Workspace, worker: Worker, attributes: string): void {
  worker.attributes = attributes
  stampWorker(cloud, worker)
  const resource = { sid: worker.sid, description: `Worker ${worker.friendlyName} attributes updated` }
  sendTaskRouterEvent(cloud, workspace, 'worker.attributes.update', resource, workerParams(workspace, worker))
}

/** Gives a changed worker a new version, which is its ETag. */
export function stampWorker(cloud: Cloud, worker: Worker): void {
  worker.version += 1
  worker.updatedAt = cloud.clock.now()
}

/** Moves a worker whose offer timed out to the workspace's timeout activity. */
export const timeoutActivity = (cloud: Cloud): TaskRouterListener => ({
  reservationChanged(workspace, { status, worker }) {
    if (status === 'timeout') setActivity(cloud, workspace, worker, workspace.timeoutActivitySid)
  },
})

import type { Cloud } from '../cloud/cloud.ts'
import { wholeSeconds } from '../cloud/dates.ts'
import type { Reservation, Task, Worker, Workspace } from './model.ts'

type Params = Readonly<Record<string, string>>

/** The task fields of an event (Twilio docs: "TaskRouter Events"). */
export function taskParams(cloud: Cloud, task: Task): Params {
  const { queue, workflow, reason } = task
  const seconds = (at: number): string => String(Math.floor(at / 1000))
  return {
    TaskSid: task.sid,
    TaskAttributes: task.attributes,
    TaskAge: String(wholeSeconds(task.createdAt, cloud.clock.now())),
    TaskPriority: String(task.priority),
    TaskVersion: String(cloud.untrue.has('task-version-is-etag') ? task.version + 1 : task.version),
    TaskAssignmentStatus: task.status,
    TaskChannelSid: task.channel.sid,
    TaskChannelUniqueName: task.channel.uniqueName,
    TaskDateCreated: seconds(task.createdAt),
    TaskVirtualStartTime: seconds(task.virtualStartAt),
    ...(queue === null
      ? {}
      : {
          TaskQueueSid: queue.sid,
          TaskQueueName: queue.friendlyName,
          TaskQueueTargetExpression: queue.targetWorkers,
          TaskQueueEnteredDate: seconds(task.queueEnteredAt ?? task.createdAt),
        }),
    ...(workflow === null ? {} : { WorkflowSid: workflow.sid, WorkflowName: workflow.friendlyName }),
    ...(reason !== null && task.status === 'canceled' ? { TaskCanceledReason: reason } : {}),
    ...(reason !== null && task.status === 'completed' ? { TaskCompletedReason: reason } : {}),
  }
}

/** The worker fields of an event. */
export function workerParams(workspace: Workspace, worker: Worker): Params {
  return {
    WorkerSid: worker.sid,
    WorkerName: worker.friendlyName,
    WorkerAttributes: worker.attributes,
    WorkerActivitySid: worker.activitySid,
    WorkerActivityName: workspace.activities.get(worker.activitySid)?.friendlyName ?? '',
    WorkerVersion: String(worker.version),
  }
}

/** The fields of a reservation event: those of the reservation, its task and its worker. */
export function reservationParams(cloud: Cloud, workspace: Workspace, reservation: Reservation): Params {
  return {
    ReservationSid: reservation.sid,
    ReservationVersion: String(reservation.version),
    ...taskParams(cloud, reservation.task),
    ...workerParams(workspace, reservation.worker),
  }
}

import type { Cloud } from '../cloud/cloud.ts'
import { readAttributes, workerScope } from './attributes.ts'
import { taskParams } from './event-params.ts'
import { compileExpression } from './expression.ts'
import type { Task, TaskQueue, TaskRouterListener, Worker, Workspace } from './model.ts'
import { offer } from './reservations.ts'
import { sendTaskRouterEvent } from './send-event.ts'
import { announceStatus, moveTask } from './task-status.ts'
import { type Step, workflowSteps } from './workflow-steps.ts'

/** Sends a new task through its workflow into a queue and offers it to somebody, or lets it wait there. */
export function routeTask(cloud: Cloud, workspace: Workspace, task: Task, queue: TaskQueue | undefined): void {
  if (task.workflow !== null) sendWorkflowEvent(cloud, workspace, task, 'workflow.entered')
  const step = stepsOf(workspace, task, queue)[0]
  if (step === undefined) return
  task.queue = step.queue
  task.queueEnteredAt = cloud.clock.now()
  if (task.workflow !== null) sendWorkflowEvent(cloud, workspace, task, 'workflow.target-matched')
  const resource = { sid: step.queue.sid, description: `Task ${task.sid} entered ${step.queue.friendlyName}` }
  sendTaskRouterEvent(cloud, workspace, 'task-queue.entered', resource, taskParams(cloud, task))
  findWorker(cloud, workspace, task, step)
}

/** Offers what is waiting, most urgent first, to a worker who has just become free. */
export function routeWaiting(cloud: Cloud, workspace: Workspace, worker: Worker): void {
  const waiting = [...workspace.waiting].sort((a, b) => b.priority - a.priority || a.order - b.order)
  for (const task of waiting) {
    const step = stepsOf(workspace, task, task.queue ?? undefined)[0]
    if (step !== undefined && mayHave(workspace, task, step)(worker)) {
      offer(cloud, workspace, task, worker)
      if (![...worker.channels.values()].some(hasRoom)) return
    }
  }
}

/** A declined task goes to somebody else, or is canceled when it was for that worker only. A free worker gets the next. */
export const rerouting = (cloud: Cloud): TaskRouterListener => ({
  reservationChanged(workspace, { status, task, worker }) {
    if (status === 'rejected' || status === 'timeout') {
      task.declinedBy.add(worker.sid)
      if (task.onlyWorkerSid !== null) return cancelDeclined(cloud, workspace, task, status)
      const step = stepsOf(workspace, task, task.queue ?? undefined)[0]
      if (step !== undefined) findWorker(cloud, workspace, task, step)
    }
    if (status !== 'accepted' && status !== 'wrapping' && workspace.waiting.size > 0) {
      routeWaiting(cloud, workspace, worker)
    }
  },
})

function cancelDeclined(cloud: Cloud, workspace: Workspace, task: Task, status: string): void {
  task.reason = `Targeted worker: reservation ${status}`
  if (moveTask(cloud, workspace, task, 'canceled')) announceStatus(cloud, workspace, task)
}

/** A queue given outright is the only step; otherwise the workflow decides. */
function stepsOf(workspace: Workspace, task: Task, queue: TaskQueue | undefined): Step[] {
  const steps = task.workflow === null ? [] : workflowSteps(workspace, task.workflow, task.attributes)
  if (queue === undefined) return steps
  return [steps.find((step) => step.queue === queue) ?? { queue, expression: '' }]
}

function findWorker(cloud: Cloud, workspace: Workspace, task: Task, step: Step): void {
  const able = mayHave(workspace, task, step)
  let best: Worker | undefined
  for (const worker of workspace.workers.values()) {
    if ((best === undefined || worker.lastOfferedAt < best.lastOfferedAt) && able(worker)) best = worker
  }
  if (best === undefined) workspace.waiting.add(task)
  else offer(cloud, workspace, task, best)
}

/** Whether a worker may be offered a task: in the queue, available, with room, and not one who has declined it. */
function mayHave(workspace: Workspace, task: Task, step: Step): (worker: Worker) => boolean {
  const inQueue = compileExpression(step.queue.targetWorkers)
  const inTarget = compileExpression(step.expression)
  const taskAttributes = readAttributes(task.attributes)
  return (worker) => {
    const channel = worker.channels.get(task.channel.uniqueName)
    if (task.declinedBy.has(worker.sid) || workspace.activities.get(worker.activitySid)?.available !== true)
      return false
    if (!task.ignoreCapacity && (channel === undefined || !hasRoom(channel))) return false
    if (task.onlyWorkerSid !== null) return worker.sid === task.onlyWorkerSid
    const attributes = workerScope(worker)
    return inQueue(attributes) && inTarget({ ...attributes, worker: attributes, task: taskAttributes })
  }
}

const hasRoom = (channel: { available: boolean; assigned: number; capacity: number }): boolean =>
  channel.available && channel.assigned < channel.capacity

function sendWorkflowEvent(cloud: Cloud, workspace: Workspace, task: Task, event: string): void {
  if (task.workflow === null) return
  const { sid, friendlyName } = task.workflow
  const resource = { sid, description: `Task ${task.sid} ${event.slice('workflow.'.length)} ${friendlyName}` }
  sendTaskRouterEvent(cloud, workspace, event, resource, taskParams(cloud, task))
}

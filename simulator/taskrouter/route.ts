import type { Cloud } from '../cloud/cloud.ts'
import { taskParams } from './event-params.ts'
import type { Step, Task, Workspace } from './model.ts'
import { sendTaskRouterEvent } from './send-event.ts'
import { announceStatus, moveTask } from './task-status.ts'
import { type Fitting, filterFor, outright } from './workflow-steps.ts'

/** The current step of a task; undefined if no filter fits it. */
export const stepOf = ({ route }: Task): Step | undefined => route?.steps[route.at]

/** The step in which a task is offered: its current step, or the queue through which it is being transferred. */
export function offeredStep(workspace: Workspace, task: Task): Step | undefined {
  const { transfer, queue, workflow } = task
  if (transfer === null || queue === null) return stepOf(task)
  const decided = workflow === null ? undefined : filterFor(workspace, workflow, task.attributes)
  return decided?.steps.find((step) => step.queue === queue && step.known === undefined) ?? outright(queue)
}

/**
 * The filter that fits a task now, searched from one index of its workflow on. A queue that the task was sent straight
 * to is the only step.
 */
export function fittingFor(workspace: Workspace, task: Task, from = 0): Fitting | undefined {
  const decided = task.workflow === null ? undefined : filterFor(workspace, task.workflow, task.attributes, from)
  if (task.onlyQueue === null) return decided?.steps.length === 0 ? undefined : decided
  const queue = task.onlyQueue
  return {
    filter: -1,
    steps: [outright(queue, decided?.steps.find((step) => step.queue === queue)?.expression)],
  }
}

/** Puts a task at the start of a filter and in its queue, without events. */
export function takeRoute(cloud: Cloud, task: Task, fitting: Fitting | undefined): void {
  task.route?.stopTimer()
  const enteredAt = cloud.clock.now()
  task.route =
    fitting === undefined ? null : { ...fitting, enteredAt, at: 0, isOver: false, stopTimer: () => undefined }
  settle(cloud, task)
}

/** Moves a task to the next step of its filter, without events. False after the last step. */
export function takeNextStep(cloud: Cloud, task: Task): boolean {
  const { route } = task
  if (route === null || route.at + 1 >= route.steps.length) return false
  route.stopTimer()
  route.at += 1
  route.isOver = false
  settle(cloud, task)
  return true
}

/**
 * Calls `ended` when the time of the current step is up. Timeouts add up from the start of the filter (Twilio docs:
 * "Timeout evaluation").
 */
export function waitForEnd(cloud: Cloud, task: Task, ended: () => void): void {
  const { route } = task
  if (route === null || stepOf(task)?.timeoutSeconds === undefined) return
  const seconds = route.steps.slice(0, route.at + 1).reduce((sum, step) => sum + (step.timeoutSeconds ?? 0), 0)
  const left = Math.max(0, route.enteredAt + seconds * 1000 - cloud.clock.now())
  route.stopTimer = cloud.clock.after(left, () => {
    route.isOver = true
    ended()
  })
}

/** Sends the events of a task's new step: the target, and the queue if it differs from the earlier one. */
export function announceStep(cloud: Cloud, workspace: Workspace, task: Task, isNewQueue: boolean): void {
  const step = stepOf(task)
  if (step === undefined) return
  sendWorkflowEvent(cloud, workspace, task, 'workflow.target-matched')
  if (isNewQueue) sendQueueEvent(cloud, workspace, task, 'task-queue.entered', step)
}

/** Cancels a task that its workflow has no more steps for. */
export function fallOut(
  cloud: Cloud,
  workspace: Workspace,
  task: Task,
  event: 'workflow.skipped' | 'workflow.timeout',
): void {
  task.route?.stopTimer()
  workspace.waiting.delete(task)
  sendWorkflowEvent(cloud, workspace, task, event)
  cancelUnanswered(
    cloud,
    workspace,
    task,
    event === 'workflow.timeout' ? 'Task canceled on Workflow timeout' : 'Task matches no filter of its Workflow',
  )
}

/** Cancels a task that no worker has. */
export function cancelUnanswered(cloud: Cloud, workspace: Workspace, task: Task, reason: string): void {
  task.reason = reason
  if (moveTask(cloud, workspace, task, 'canceled')) announceStatus(cloud, workspace, task)
}

/** Sends an event about a task in a queue. */
export function sendQueueEvent(
  cloud: Cloud,
  workspace: Workspace,
  task: Task,
  event: 'task-queue.entered' | 'task-queue.timeout',
  { queue }: Step,
): void {
  const description = `Task ${task.sid} ${event.slice('task-queue.'.length)} ${queue.friendlyName}`
  sendTaskRouterEvent(cloud, workspace, event, { sid: queue.sid, description }, taskParams(cloud, task))
}

/** Sends an event about a task in its workflow. A task that was sent straight to a queue has no workflow events. */
export function sendWorkflowEvent(cloud: Cloud, workspace: Workspace, task: Task, event: string): void {
  if (task.workflow === null) return
  const { sid, friendlyName } = task.workflow
  const resource = { sid, description: `Task ${task.sid} ${event.slice('workflow.'.length)} ${friendlyName}` }
  sendTaskRouterEvent(cloud, workspace, event, resource, taskParams(cloud, task))
}

function settle(cloud: Cloud, task: Task): void {
  const step = stepOf(task)
  if (step?.queue !== task.queue) task.queueEnteredAt = step === undefined ? null : cloud.clock.now()
  task.queue = step?.queue ?? null
  task.priority = step?.priority ?? task.priority
}

import type { Cloud } from '../cloud/cloud.ts'
import { compileExpression } from './expression.ts'
import { findWorkers, isFree, presence, suits } from './find-workers.ts'
import type { Task, TaskRouterListener, Worker, Workspace } from './model.ts'
import { offer } from './reservations.ts'
import {
  announceStep,
  cancelUnanswered,
  fallOut,
  fittingFor,
  offeredStep,
  sendQueueEvent,
  sendWorkflowEvent,
  stepOf,
  takeNextStep,
  takeRoute,
  waitForEnd,
} from './route.ts'

/*
 * A task takes the first filter of its workflow that fits it and goes through the filter's steps. In each step it is
 * offered to the workers that the step is for, or waits for them until the step's time is up. After the last step, or
 * when no filter fits it any more, it is canceled. (Twilio docs: "Lifecycle of a Task: Workflows and Assignment")
 */

/** Sends the events of a new task's way into its queue, and offers the task or lets it wait there. */
export function routeTask(cloud: Cloud, workspace: Workspace, task: Task): void {
  sendWorkflowEvent(cloud, workspace, task, 'workflow.entered')
  if (task.route === null) fallOut(cloud, workspace, task, 'workflow.skipped')
  else enterStep(cloud, workspace, task, true)
}

/** Offers the waiting tasks, most urgent first, to a worker who has just become free. */
export function routeWaiting(cloud: Cloud, workspace: Workspace, worker: Worker): void {
  for (const task of byUrgency(workspace.waiting)) {
    if (!isFree(workspace, task, worker)) continue
    const step = offeredStep(workspace, task)
    if (step !== undefined && suits(task, step)(worker)) offer(cloud, workspace, task, worker)
  }
}

/**
 * Evaluates the workflow of a pending task again: after its attributes change, and after a reservation is declined. A
 * task that still fits its filter stays in its step.
 */
export function reevaluate(cloud: Cloud, workspace: Workspace, task: Task): void {
  if (task.status !== 'pending' || task.transfer !== null) return
  const fitting = fittingFor(workspace, task)
  if (fitting === undefined) {
    fallOut(cloud, workspace, task, 'workflow.skipped')
  } else if (fitting.filter !== task.route?.filter) {
    const before = task.queue
    workspace.waiting.delete(task)
    takeRoute(cloud, task, fitting)
    enterStep(cloud, workspace, task, task.queue !== before)
  } else {
    task.route.steps = fitting.steps
    if (task.route.isOver) leaveStep(cloud, workspace, task, 'timeout')
    else offerStep(cloud, workspace, task)
  }
}

/**
 * Offers a declined task to another worker, or cancels it if it was meant for that worker only. Offers the next task to
 * a worker who becomes free.
 */
export const rerouting = (cloud: Cloud): TaskRouterListener => ({
  reservationChanged(workspace, reservation) {
    const { status, task, worker } = reservation
    if ((status === 'rejected' || status === 'timeout') && task.transfer?.offered !== reservation) {
      task.declinedBy.add(worker.sid)
      goOn(cloud, workspace, task, { worker, status })
    }
    if (status !== 'accepted' && status !== 'wrapping' && workspace.waiting.size > 0) {
      routeWaiting(cloud, workspace, worker)
    }
  },
})

function goOn(
  cloud: Cloud,
  workspace: Workspace,
  task: Task,
  declined: { readonly worker: Worker; readonly status: string },
): void {
  if (task.status !== 'pending') return // other offers are still open
  if (!isForOnly(task, declined.worker)) reevaluate(cloud, workspace, task)
  else cancelUnanswered(cloud, workspace, task, `Targeted worker: reservation ${declined.status}`)
}

/** Waiting tasks by priority, then age. Sorts only if priorities differ, because a queue can be long. */
function byUrgency(waiting: ReadonlySet<Task>): Iterable<Task> {
  const [first] = waiting
  for (const task of waiting) {
    if (task.priority !== first?.priority) return [...waiting].sort((a, b) => b.priority - a.priority)
  }
  return waiting
}

/** Whether only this worker may get the task: the task names the worker, or the known worker's step is the last one. */
function isForOnly(task: Task, worker: Worker): boolean {
  if (task.onlyWorkerSid !== null) return true
  const known = stepOf(task)?.known
  const isLast = task.route !== null && task.route.at === task.route.steps.length - 1
  return known !== undefined && isLast && worker[known.by] === known.value
}

function enterStep(cloud: Cloud, workspace: Workspace, task: Task, isNewQueue: boolean): void {
  announceStep(cloud, workspace, task, isNewQueue)
  // A task that is on offer when its time is up stays on offer; it moves on if the offer is declined.
  waitForEnd(cloud, task, () => {
    if (task.status === 'pending' && task.transfer === null) leaveStep(cloud, workspace, task, 'timeout')
  })
  offerStep(cloud, workspace, task)
}

/** Offers a task that is being transferred to the next possible worker, or lets it wait in its queue. */
export function offerInQueue(cloud: Cloud, workspace: Workspace, task: Task): void {
  const step = offeredStep(workspace, task)
  if (step === undefined) return
  const workers = findWorkers(workspace, task, step)
  for (const worker of workers) offer(cloud, workspace, task, worker)
  if (workers.length === 0) workspace.waiting.add(task)
}

function offerStep(cloud: Cloud, workspace: Workspace, task: Task): void {
  const step = stepOf(task)
  if (step === undefined) return
  const workers = findWorkers(workspace, task, step)
  for (const worker of workers) offer(cloud, workspace, task, worker)
  if (workers.length > 0) return
  const isSkipped = step.skipIf !== undefined && compileExpression(step.skipIf)({ workers: presence(workspace, step) })
  if (isSkipped) leaveStep(cloud, workspace, task, 'skip')
  else workspace.waiting.add(task)
}

/**
 * Moves a task to the next step. After the last step of a filter whose steps were all skipped, the next filter that
 * fits follows.
 */
function leaveStep(cloud: Cloud, workspace: Workspace, task: Task, why: 'timeout' | 'skip'): void {
  const step = stepOf(task)
  if (step === undefined || task.route === null) return
  workspace.waiting.delete(task)
  if (why === 'timeout') sendQueueEvent(cloud, workspace, task, 'task-queue.timeout', step)
  if (!takeNextStep(cloud, task)) {
    const next = why === 'skip' ? fittingFor(workspace, task, task.route.filter + 1) : undefined
    if (next === undefined) {
      fallOut(cloud, workspace, task, 'workflow.timeout')
      return
    }
    takeRoute(cloud, task, next)
  }
  enterStep(cloud, workspace, task, task.queue !== step.queue)
}

import type { Cloud } from '../cloud/cloud.ts'
import { readAttributes, workerScope } from './attributes.ts'
import { taskParams } from './event-params.ts'
import { compileExpression } from './expression.ts'
import type { Task, TaskQueue, TaskRouterListener, Transfer, Worker, Workspace } from './model.ts'
import { offer } from './reservations.ts'
import { sendTaskRouterEvent } from './send-event.ts'
import { announceStatus, moveTask } from './task-status.ts'
import { type Step, workflowSteps } from './workflow-steps.ts'

/** The first step a task takes: the queue given outright, or the one its workflow names. It enters that queue. */
export function enterFirstQueue(
  cloud: Cloud,
  workspace: Workspace,
  task: Task,
  queue: TaskQueue | undefined,
): Step | undefined {
  const step = stepsOf(workspace, task, queue)[0]
  task.queue = step?.queue ?? null
  task.queueEnteredAt = step === undefined ? null : cloud.clock.now()
  return step
}

/** Tells how a new task got into its queue and offers it to somebody, or lets it wait there. */
export function routeTask(cloud: Cloud, workspace: Workspace, task: Task, step: Step | undefined): void {
  if (task.workflow !== null) sendWorkflowEvent(cloud, workspace, task, 'workflow.entered')
  if (step === undefined) return
  if (task.workflow !== null) sendWorkflowEvent(cloud, workspace, task, 'workflow.target-matched')
  const resource = { sid: step.queue.sid, description: `Task ${task.sid} entered ${step.queue.friendlyName}` }
  sendTaskRouterEvent(cloud, workspace, 'task-queue.entered', resource, taskParams(cloud, task))
  findWorker(cloud, workspace, task, step)
}

/** Offers what is waiting, most urgent first, to a worker who has just become free. */
export function routeWaiting(cloud: Cloud, workspace: Workspace, worker: Worker): void {
  for (const task of byUrgency(workspace.waiting)) {
    if (!isFree(workspace, task, worker)) continue
    const step = stepsOf(workspace, task, task.queue ?? undefined)[0]
    if (step !== undefined && suits(task, step)(worker)) offer(cloud, workspace, task, worker)
  }
}

/** A declined task goes to somebody else, or is canceled when it was for that worker only. A free worker gets the next. */
export const rerouting = (cloud: Cloud): TaskRouterListener => ({
  reservationChanged(workspace, reservation) {
    const { status, task, worker } = reservation
    if ((status === 'rejected' || status === 'timeout') && task.transfer?.offered !== reservation) {
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

/** Tasks wait in the order they came. They are sorted only if some are more urgent than others: a queue can be long. */
function byUrgency(waiting: ReadonlySet<Task>): Iterable<Task> {
  const [first] = waiting
  for (const task of waiting) {
    if (task.priority !== first?.priority) return [...waiting].sort((a, b) => b.priority - a.priority)
  }
  return waiting
}

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

/** Offers a task in a queue to the best of its workers, or lets it wait there. */
export function offerInQueue(cloud: Cloud, workspace: Workspace, task: Task, queue: TaskQueue | undefined): void {
  const step = stepsOf(workspace, task, queue)[0]
  if (step !== undefined) findWorker(cloud, workspace, task, step)
}

function findWorker(cloud: Cloud, workspace: Workspace, task: Task, step: Step): void {
  const isWanted = suits(task, step)
  let best: Worker | undefined
  for (const worker of workspace.workers.values()) {
    const isBetter = best === undefined || worker.lastOfferedAt < best.lastOfferedAt
    if (isBetter && isFree(workspace, task, worker) && isWanted(worker)) best = worker
  }
  if (best === undefined) workspace.waiting.add(task)
  else offer(cloud, workspace, task, best)
}

/** Whether a worker can be offered a task at all: available, with room, not one who has declined it. Cheap to ask. */
function isFree(workspace: Workspace, task: Task, worker: Worker): boolean {
  const channel = worker.channels.get(task.channel.uniqueName)
  return (
    workspace.activities.get(worker.activitySid)?.available === true &&
    (task.ignoreCapacity || (channel !== undefined && hasRoom(channel))) &&
    !(task.transfer ?? task).declinedBy.has(worker.sid) &&
    !(task.transfer !== null && hasAlready(task, worker))
  )
}

/** Whether a worker is one the task is for: the one it names, or anybody in the queue whom the workflow lets have it. */
function suits(task: Task, step: Step): (worker: Worker) => boolean {
  const onlyWorkerSid = task.transfer === null ? task.onlyWorkerSid : targetWorker(task.transfer)
  if (onlyWorkerSid !== null) return ({ sid }) => sid === onlyWorkerSid
  const inQueue = compileExpression(step.queue.targetWorkers)
  const inTarget = compileExpression(step.expression)
  const taskAttributes = readAttributes(task.attributes)
  return (worker) => {
    const attributes = workerScope(worker)
    return inQueue(attributes) && inTarget({ ...attributes, worker: attributes, task: taskAttributes })
  }
}

const targetWorker = ({ type, toSid }: Transfer): string | null => (type === 'WORKER' ? toSid : null)

/** A task is not transferred to the one who transfers it, nor to anybody else who has it. */
const hasAlready = (task: Task, worker: Worker): boolean =>
  task.transfer?.from.worker === worker ||
  [...task.reservations.values()].some((each) => each.worker === worker && each.status === 'accepted')

const hasRoom = (channel: { available: boolean; assigned: number; capacity: number }): boolean =>
  channel.available && channel.assigned < channel.capacity

function sendWorkflowEvent(cloud: Cloud, workspace: Workspace, task: Task, event: string): void {
  if (task.workflow === null) return
  const { sid, friendlyName } = task.workflow
  const resource = { sid, description: `Task ${task.sid} ${event.slice('workflow.'.length)} ${friendlyName}` }
  sendTaskRouterEvent(cloud, workspace, event, resource, taskParams(cloud, task))
}

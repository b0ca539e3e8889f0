import { readAttributes, workerScope } from './attributes.ts'
import { compileExpression } from './expression.ts'
import type { Step, Task, Transfer, Worker, Workspace } from './model.ts'
import { workerOrder } from './worker-order.ts'

/** The workers to offer a task to now: as many as its queue reserves at once, in the order of its step. */
export function findWorkers(workspace: Workspace, task: Task, step: Step): Worker[] {
  const isWanted = suits(task, step)
  const found = [...workspace.workers.values()].filter((each) => isFree(workspace, task, each) && isWanted(each))
  return found.sort(workerOrder(step.orderBy)).slice(0, step.queue.maxReservedWorkers)
}

/**
 * Whether a worker can take any offer of this task: available, with capacity, and without having declined the task.
 * Cheap, so it is checked first.
 */
export function isFree(workspace: Workspace, task: Task, worker: Worker): boolean {
  const channel = worker.channels.get(task.channel.uniqueName)
  return (
    workspace.activities.get(worker.activitySid)?.available === true &&
    (task.ignoreCapacity || (channel !== undefined && hasRoom(channel))) &&
    !(task.transfer ?? task).declinedBy.has(worker.sid) &&
    !(task.transfer !== null && hasAlready(task, worker))
  )
}

/**
 * Whether a task is meant for a worker: the one that the task names, or else a worker of the queue who meets the step's
 * expression.
 */
export function suits(task: Task, step: Step): (worker: Worker) => boolean {
  const onlyWorkerSid = task.transfer === null ? task.onlyWorkerSid : targetWorker(task.transfer)
  if (onlyWorkerSid !== null) return ({ sid }) => sid === onlyWorkerSid
  const inQueue = compileExpression(step.queue.targetWorkers)
  const inTarget = compileExpression(step.expression)
  const taskAttributes = readAttributes(task.attributes)
  return (worker) => {
    if (step.known !== undefined && worker[step.known.by] !== step.known.value) return false
    const attributes = workerScope(worker)
    return inQueue(attributes) && inTarget({ ...attributes, worker: attributes, task: taskAttributes })
  }
}

/**
 * How many of a queue's workers are in each activity, for `skip_if` (Twilio docs: "Skipping based on Worker
 * availability").
 */
export function presence(workspace: Workspace, { queue }: Step): Readonly<Record<string, number>> {
  const inQueue = compileExpression(queue.targetWorkers)
  const counts: Record<string, number> = { available: 0, unavailable: 0 }
  for (const sid of workspace.activities.keys()) counts[sid] = 0
  for (const worker of workspace.workers.values()) {
    if (!inQueue(workerScope(worker))) continue
    const isAvailable = workspace.activities.get(worker.activitySid)?.available === true
    for (const name of [isAvailable ? 'available' : 'unavailable', worker.activitySid]) {
      counts[name] = (counts[name] ?? 0) + 1
    }
  }
  return counts
}

const targetWorker = ({ type, toSid }: Transfer): string | null => (type === 'WORKER' ? toSid : null)

/** A task is not transferred to the worker who transfers it, or to another worker who has it. */
const hasAlready = (task: Task, worker: Worker): boolean =>
  task.transfer?.from.worker === worker ||
  [...task.reservations.values()].some((each) => each.worker === worker && each.status === 'accepted')

const hasRoom = (channel: { available: boolean; assigned: number; capacity: number }): boolean =>
  channel.available && channel.assigned < channel.capacity

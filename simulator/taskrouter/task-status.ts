import type { Cloud } from '../cloud/cloud.ts'
import { taskParams } from './event-params.ts'
import type { Task, TaskStatus, Workspace } from './model.ts'
import { sendTaskRouterEvent } from './send-event.ts'

/** Not yet completed or canceled. */
export function isOpen(task: Task): boolean {
  return task.status !== 'completed' && task.status !== 'canceled'
}

/** Every change makes a new version of a task; the version is its ETag. */
export function stampTask(cloud: Cloud, task: Task): void {
  task.version += 1
  task.updatedAt = cloud.clock.now()
}

/** Moves a task to a status without a word. False when it is there already. */
export function moveTask(cloud: Cloud, workspace: Workspace, task: Task, to: TaskStatus): boolean {
  if (task.status === to) return false
  task.status = to
  stampTask(cloud, task)
  if (!isOpen(task)) {
    task.stopTimer()
    task.route?.stopTimer()
  }
  if (to !== 'pending') workspace.waiting.delete(task)
  return true
}

/** Sends an event about a task. */
export function sendTaskEvent(cloud: Cloud, workspace: Workspace, task: Task, event: string): void {
  const resource = { sid: task.sid, description: `Task ${task.sid} ${event.slice('task.'.length)}` }
  sendTaskRouterEvent(cloud, workspace, event, resource, taskParams(cloud, task))
}

// Events say `wrapup` where REST says `wrapping`. Pending, reserved and assigned have no event of their own.
const statusEvents: ReadonlyMap<TaskStatus, string> = new Map([
  ['wrapping', 'task.wrapup'],
  ['completed', 'task.completed'],
  ['canceled', 'task.canceled'],
])

/** Says which status a task has come to, where TaskRouter does. */
export function announceStatus(cloud: Cloud, workspace: Workspace, task: Task): void {
  const event = statusEvents.get(task.status)
  if (event !== undefined) sendTaskEvent(cloud, workspace, task, event)
}

import type { Cloud } from '../cloud/cloud.ts'
import { taskParams } from './event-params.ts'
import type { Task, TaskStatus, Workspace } from './model.ts'
import { sendTaskRouterEvent } from './send-event.ts'

/** Whether a task is neither completed nor canceled. */
export function isOpen(task: Task): boolean {
  return task.status !== 'completed' && task.status !== 'canceled'
}

/** Gives a changed task a new version, which is its ETag. */
export function stampTask(cloud: Cloud, task: Task): void {
  task.version += 1
  task.updatedAt = cloud.clock.now()
}

/** Moves a task to a status, without events. False if it already has that status. */
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

// Events say `wrapup` where REST says `wrapping`. Pending, reserved and assigned have no event.
const statusEvents: ReadonlyMap<TaskStatus, string> = new Map([
  ['wrapping', 'task.wrapup'],
  ['completed', 'task.completed'],
  ['canceled', 'task.canceled'],
])

/** Sends the event of a task's new status, if TaskRouter has one. */
export function announceStatus(cloud: Cloud, workspace: Workspace, task: Task): void {
  const event = statusEvents.get(task.status)
  if (event !== undefined) sendTaskEvent(cloud, workspace, task, event)
}

import type { Cloud } from '../cloud/cloud.ts'
import type { Conversation } from '../conversations/model.ts'
import type { Reservation, Task, Workspace } from '../taskrouter/model.ts'
import type { PhoneTask } from '../voice/model.ts'
import { ControlError, present } from './control-error.ts'

/** Finds a task in any workspace; 404 if there is none. */
export function findTask(cloud: Cloud, sid: string): { readonly workspace: Workspace; readonly task: Task } {
  for (const workspace of cloud.taskrouter.workspaces.values()) {
    const task = workspace.tasks.get(sid)
    if (task !== undefined) return { workspace, task }
  }
  throw new ControlError(404, 'not_found', `No task ${sid}`)
}

/** Finds a reservation in any workspace; 404 if there is none. */
export function findReservation(
  cloud: Cloud,
  sid: string,
): { readonly workspace: Workspace; readonly reservation: Reservation } {
  for (const workspace of cloud.taskrouter.workspaces.values()) {
    const reservation = workspace.reservations.get(sid)
    if (reservation !== undefined) return { workspace, reservation }
  }
  throw new ControlError(404, 'not_found', `No reservation ${sid}`)
}

/** Finds a voice task by its own SID or by the SID of one of its legs; 404 if there is none. */
export function findPhoneTask(cloud: Cloud, sid: string): PhoneTask {
  return present(cloud.voice.phoneTasks.get(sid) ?? cloud.voice.phoneTaskOf.get(sid), 'call', sid)
}

/** Finds a conversation of any service; 404 if there is none. */
export function findConversation(cloud: Cloud, sid: string): Conversation {
  return present(cloud.conversations.conversations.get(sid), 'conversation', sid)
}

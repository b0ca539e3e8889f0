import type { Cloud } from '../cloud/cloud.ts'
import type { Conversation } from '../conversations/model.ts'
import type { Reservation, Task, Workspace } from '../taskrouter/model.ts'
import type { PhoneTask } from '../voice/model.ts'
import { ControlError, present } from './control-error.ts'

/** A task in any workspace. */
export function findTask(cloud: Cloud, sid: string): { readonly workspace: Workspace; readonly task: Task } {
  for (const workspace of cloud.taskrouter.workspaces.values()) {
    const task = workspace.tasks.get(sid)
    if (task !== undefined) return { workspace, task }
  }
  throw new ControlError(404, 'not_found', `No task ${sid}`)
}

/** A reservation in any workspace. */
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

/** A voice task by its own SID or that of any of its legs. */
export function findPhoneTask(cloud: Cloud, sid: string): PhoneTask {
  return present(cloud.voice.phoneTasks.get(sid) ?? cloud.voice.phoneTaskOf.get(sid), 'call', sid)
}

/** A conversation of any service. */
export function findConversation(cloud: Cloud, sid: string): Conversation {
  return present(cloud.conversations.conversations.get(sid), 'conversation', sid)
}

import { account } from './account.ts'
import { callDesks } from './call-desks.ts'
import { calls } from './calls.ts'
import { conferences } from './conferences.ts'
import { type InviteSettings, interactions } from './interactions.ts'
import { invitedIn } from './invited.ts'
import { messages } from './messages.ts'
import type { Twilio } from './port.ts'
import { type RoomSettings, rooms } from './rooms.ts'
import type { Sdk } from './sdk.ts'
import { targets } from './targets.ts'
import { tasks } from './tasks.ts'

export type Places = {
  readonly workspaceSid: string
  readonly chatServiceSid: string
  readonly room: RoomSettings
  readonly invite: Omit<InviteSettings, 'workspaceSid'>
  /** Where Twilio tells of the streams of this task's call. */
  readonly streamCallback: (taskSid: string) => string
}

/** The port over Twilio's own SDK. One file a product. */
export function createTwilio(sdk: Sdk, { workspaceSid, chatServiceSid, room, invite, streamCallback }: Places): Twilio {
  const ofTasks = tasks(sdk, workspaceSid)
  const ofInteractions = interactions(sdk, { ...invite, workspaceSid })
  const isTaskOpen = async (taskSid: string) => (await ofTasks.findTask(taskSid))?.isOpen ?? false
  return {
    ...account(sdk, workspaceSid),
    ...rooms(sdk, room),
    ...messages(sdk, chatServiceSid),
    ...ofTasks,
    ...ofInteractions,
    invited: invitedIn({ ...ofTasks, ...ofInteractions }),
    ...targets(sdk, { workspaceSid, workflowSid: invite.workflowSid }),
    ...calls(sdk, workspaceSid, streamCallback),
    ...callDesks(sdk, workspaceSid),
    ...conferences(sdk, isTaskOpen),
  }
}

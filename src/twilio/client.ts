import { account } from './account.ts'
import { agents } from './agents.ts'
import { callAssignments } from './call-assignments.ts'
import { calls } from './calls.ts'
import { conferences } from './conferences.ts'
import { iceServers } from './ice-servers.ts'
import { type InviteSettings, interactions } from './interactions.ts'
import { invitedIn } from './invited.ts'
import { messages } from './messages.ts'
import { onCalls } from './on-calls.ts'
import type { Twilio } from './port.ts'
import { readCall } from './read-call.ts'
import { type RoomSettings, rooms } from './rooms.ts'
import type { Sdk } from './sdk.ts'
import { targets } from './targets.ts'
import { tasks } from './tasks.ts'

export type TwilioSettings = {
  readonly workspaceSid: string
  readonly chatServiceSid: string
  readonly room: RoomSettings
  readonly invite: Omit<InviteSettings, 'workspaceSid'>
  /** The callback address for the streams of this task's call. */
  readonly streamCallback: (taskSid: string) => string
}

/** Implements the port with Twilio's own SDK, one file for each product. */
export function createTwilio(
  sdk: Sdk,
  { workspaceSid, chatServiceSid, room, invite, streamCallback }: TwilioSettings,
): Twilio {
  const agentLookup = agents(sdk, workspaceSid)
  const ofTasks = tasks(sdk, workspaceSid, agentLookup)
  const ofInteractions = interactions(sdk, { ...invite, workspaceSid })
  const { conferencesNamed, ...ofConferences } = conferences(sdk)
  return {
    ...account(sdk, workspaceSid),
    ...rooms(sdk, room),
    ...iceServers(sdk),
    ...messages(sdk, chatServiceSid),
    ...ofTasks,
    ...ofInteractions,
    invited: invitedIn({ ...ofTasks, ...ofInteractions }),
    ...targets(sdk, { workspaceSid, workflowSid: invite.workflowSid }),
    ...calls(sdk, streamCallback),
    ...callAssignments(sdk, workspaceSid),
    ...ofConferences,
    ...readCall(sdk, workspaceSid, { conferencesNamed, isOnCall: onCalls(sdk, workspaceSid, agentLookup) }),
  }
}

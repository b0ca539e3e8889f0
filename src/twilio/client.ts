import { account } from './account.ts'
import { type InviteSettings, interactions } from './interactions.ts'
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
}

/** The port over Twilio's own SDK. One file a product. */
export const createTwilio = (sdk: Sdk, { workspaceSid, chatServiceSid, room, invite }: Places): Twilio => ({
  ...account(sdk, workspaceSid),
  ...rooms(sdk, room),
  ...messages(sdk, chatServiceSid),
  ...tasks(sdk, workspaceSid),
  ...interactions(sdk, { ...invite, workspaceSid }),
  ...targets(sdk, workspaceSid),
})

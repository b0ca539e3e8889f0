import { account } from './account.ts'
import { messages } from './messages.ts'
import type { Twilio } from './port.ts'
import { type RoomSettings, rooms } from './rooms.ts'
import type { Sdk } from './sdk.ts'
import { tasks } from './tasks.ts'

export type Places = { readonly workspaceSid: string; readonly chatServiceSid: string; readonly room: RoomSettings }

/** The port over Twilio's own SDK. One file a product. */
export const createTwilio = (sdk: Sdk, { workspaceSid, chatServiceSid, room }: Places): Twilio => ({
  ...account(sdk, workspaceSid),
  ...rooms(sdk, room),
  ...messages(sdk, chatServiceSid),
  ...tasks(sdk, workspaceSid),
})

import type { Check } from '../check.ts'
import { unlessMissing } from '../missing.ts'

export const chatService: Check = {
  name: 'chat service',
  needs: ['credentials'],
  look: ({ sdk, chatServiceSid }) =>
    unlessMissing(() => sdk.conversations.v1.services(chatServiceSid).fetch(), {
      what: `There is no Conversations service ${chatServiceSid}`,
      todo: 'Set TWILIO_CHAT_SERVICE_SID: console, Conversations, Services, the one that Flex uses.',
    }),
}

import type { Cloud } from '../../cloud/cloud.ts'
import type { ConversationListener } from '../../conversations/model.ts'
import { tellDocument, tellItem } from '../sync/tell.ts'
import { messageItem, myConversation, rosterItem } from './shown.ts'

/** Tells browsers about every change in conversations, whatever its origin. */
export const conversationsToBrowsers = (cloud: Cloud): ConversationListener => ({
  conversationChanged({ sid }) {
    tellDocument(cloud, `${sid}.channel`)
  },
  messageChanged({ sid }, message, what) {
    tellItem(cloud, `${sid}.messages`, what, messageItem(message))
    tellDocument(cloud, `${sid}.channel`)
  },
  participantChanged(conversation, participant, what) {
    const { sid } = conversation
    const { identity } = participant
    // The SDK must learn that it has joined before it learns of other participants, so its own item goes first.
    if (identity !== null)
      tellItem(cloud, `${identity}.my_conversations`, what, myConversation(conversation, participant))
    tellItem(cloud, `${sid}.roster`, what, rosterItem(participant))
  },
})

import { conversationSid, sid } from './an-assignment.ts'

export const doors = {
  conversations: '/webhooks/conversations',
  video: '/webhooks/video',
  taskrouter: '/webhooks/taskrouter',
} as const

/** A command that an agent typed into the chat. */
export const aMessage = (changes: Readonly<Record<string, string>> = {}) => ({
  EventType: 'onMessageAdded',
  Source: 'SDK',
  ClientIdentity: 'agent_40example_2Ecom',
  RetryCount: '0',
  ConversationSid: conversationSid,
  MessageSid: sid('IM', 3),
  DateCreated: '2026-11-01T12:00:20.000Z',
  Author: 'agent_40example_2Ecom',
  Body: '/video',
  Attributes: '{}',
  ...changes,
})

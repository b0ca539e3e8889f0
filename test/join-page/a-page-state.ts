import type { PageState } from '../../webhooks/join/page-state.ts'

/** The server's state for a customer with an open link, before anybody is in the room. */
export const aPageState = (changes: Partial<PageState> = {}): PageState => ({
  role: 'customer',
  link: 'open',
  agentNames: {},
  isAgentHere: false,
  isCustomerHere: false,
  isSupervisorHere: false,
  isLost: false,
  isRoomOpen: true,
  isRecording: false,
  mayRecord: false,
  muteAsks: 0,
  isRated: false,
  isLinkAsked: false,
  ...changes,
})

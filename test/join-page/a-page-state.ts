import type { PageState } from '../../webhooks/join/page-state.ts'

/** What the server tells a customer whose link is open, before anybody is in the room. */
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

import type { PageState } from '../../../webhooks/join/page-state.ts'
import type { DeadEnd } from '../journey/model.ts'
import type { Texts } from '../texts/texts.ts'
import type { IconName } from '../ui/icon-shapes.ts'

/** The look and the texts of a dead end, and its next step. */
export type DeadWords = {
  readonly icon: IconName
  readonly tone: 'warning' | 'good' | 'quiet'
  readonly title: keyof Texts
  readonly lead: keyof Texts
  /** For agents and supervisors, who need no way back to a chat. */
  readonly agentLead: keyof Texts
  readonly way?: 'ask-link' | 'rejoin' | 'move'
}

const words: Readonly<Record<DeadEnd, DeadWords>> = {
  unknown: {
    icon: 'link',
    tone: 'warning',
    title: 'deadUnknownTitle',
    lead: 'deadUnknownLead',
    agentLead: 'deadUnknownAgent',
  },
  expired: {
    icon: 'clock',
    tone: 'warning',
    title: 'deadExpiredTitle',
    lead: 'deadExpiredLead',
    agentLead: 'deadUnknownAgent',
    way: 'ask-link',
  },
  revoked: {
    icon: 'link',
    tone: 'warning',
    title: 'deadRevokedTitle',
    lead: 'deadRevokedLead',
    agentLead: 'deadUnknownAgent',
    way: 'ask-link',
  },
  ended: {
    icon: 'check',
    tone: 'good',
    title: 'deadEndedTitle',
    lead: 'deadEndedLead',
    agentLead: 'closeTab',
    way: 'ask-link',
  },
  removed: {
    icon: 'phone-down',
    tone: 'quiet',
    title: 'deadRemovedTitle',
    lead: 'deadRemovedLead',
    agentLead: 'deadRemovedAgent',
  },
  'handed-over': {
    icon: 'check',
    tone: 'good',
    title: 'deadHandedOverTitle',
    lead: 'deadHandedOverLead',
    agentLead: 'deadHandedOverLead',
  },
  full: {
    icon: 'people',
    tone: 'warning',
    title: 'deadFullTitle',
    lead: 'deadFullLead',
    agentLead: 'deadFullLead',
    way: 'rejoin',
  },
  elsewhere: {
    icon: 'devices',
    tone: 'quiet',
    title: 'deadElsewhereTitle',
    lead: 'deadElsewhereLead',
    agentLead: 'deadElsewhereLead',
    way: 'move',
  },
  'agent-gone': {
    icon: 'phone-down',
    tone: 'quiet',
    title: 'deadAgentGoneTitle',
    lead: 'deadAgentGoneLead',
    agentLead: 'closeTab',
    way: 'ask-link',
  },
  'time-up': {
    icon: 'clock',
    tone: 'quiet',
    title: 'deadTimeUpTitle',
    lead: 'deadTimeUpLead',
    agentLead: 'closeTab',
    way: 'ask-link',
  },
  connection: {
    icon: 'warning',
    tone: 'warning',
    title: 'deadConnectionTitle',
    lead: 'deadConnectionLead',
    agentLead: 'deadConnectionLead',
    way: 'rejoin',
  },
  failed: {
    icon: 'warning',
    tone: 'warning',
    title: 'deadFailedTitle',
    lead: 'deadFailedLead',
    agentLead: 'deadFailedAgent',
    way: 'rejoin',
  },
}

/**
 * Picks the words of a dead end. Special words follow a failed call, a call that no agent took over, and a blocked
 * network.
 */
export function deadWords(why: DeadEnd, server: Pick<PageState, 'why'> | undefined, isBlocked = false): DeadWords {
  if (why === 'ended' && server?.why === 'failed')
    return { ...words.ended, icon: 'warning', tone: 'warning', lead: 'deadEndedFailed' }
  if (why === 'ended' && server?.why === 'nobody-took-over')
    return { ...words.ended, tone: 'quiet', lead: 'deadEndedNobody' }
  if (why === 'connection' && isBlocked)
    return { ...words.connection, title: 'networkBlocked', lead: 'networkBlockedHint', agentLead: 'networkBlockedHint' }
  return words[why]
}

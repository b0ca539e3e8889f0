import type { Verdict } from './verdict.ts'

/**
 * Whether this user's network blocks video. In a call between two browsers media flows for neither if one of them is
 * blocked, so a network that passed the test is not the reason.
 */
export const blocksVideo = (isCutOff: boolean, verdict: Verdict | undefined): boolean =>
  isCutOff && (verdict === undefined || verdict === 'blocked')

/** The detail of a readiness step that shows a blocked network to the agent. */
export const networkBlocked = 'network-blocked'

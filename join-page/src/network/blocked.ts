import type { Verdict } from './verdict.ts'

/**
 * Whether it is this person's network that lets no picture through. In a call between two browsers nothing flows for either when
 * one of them is blocked: a network that was seen to work is not to blame.
 */
export const blocksVideo = (isCutOff: boolean, verdict: Verdict | undefined): boolean =>
  isCutOff && (verdict === undefined || verdict === 'blocked')

/** Told with a readiness step, so that the agent reads it. */
export const networkBlocked = 'network-blocked'

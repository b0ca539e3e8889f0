import { type Rights, rightsOf } from '../../src/access/rights.ts'
import type { State } from '../../src/features/video-escalation/contract.ts'
import { conversationOrRefuse } from '../escalations.ts'
import type { JoinDeps } from './deps.ts'
import type { Visitor } from './visitor.ts'

type Deps = Pick<JoinDeps, 'escalations' | 'linkTtlMs'>

/** The record, and what the visitor may do in this state. */
export type Known = { readonly record: State; readonly rights: Rights; readonly now: number }

export async function knownTo({ escalations, linkTtlMs }: Deps, visitor: Visitor): Promise<Known> {
  const record = await escalations.ofConversation(conversationOrRefuse(visitor.escalationId))
  const now = Date.now()
  return { record, rights: rightsOf(visitor, record, { linkTtlMs, now }), now }
}

import { readAgentPass } from '../../src/access/agent-pass.ts'
import { type JoinLink, readJoinLink } from '../../src/access/join-link.ts'
import { customerIdentity, seatIdentity } from '../../src/access/seat.ts'
import { readSupervisorPass } from '../../src/access/supervisor-pass.ts'
import { linkState } from '../../src/features/video-escalation/link-state.ts'
import type { State } from '../../src/features/video-escalation/model.ts'
import { hasDesk, hasHandedOver } from '../../src/features/video-escalation/serving.ts'
import type { LinkWord } from './page-state.ts'

/** Who stands at the door, as the token in the address says. The identity is the server's choice. */
export type Visitor = { readonly escalationId: string; readonly identity: string } & (
  | { readonly role: 'customer'; readonly link: JoinLink }
  | { readonly role: 'agent' | 'supervisor'; readonly workerSid: string }
)

/** @returns undefined for a token that no secret of ours made */
export function readVisitor(token: string, secrets: readonly string[]): Visitor | undefined {
  const link = readJoinLink(token, secrets)
  if (link) {
    return { role: 'customer', escalationId: link.escalationId, identity: customerIdentity(link), link }
  }
  const pass = readAgentPass(token, secrets, Date.now())
  if (pass) return agentVisitor(pass.escalationId, pass.workerSid)
  const supervisor = readSupervisorPass(token, secrets, Date.now())
  return supervisor && supervisorVisitor(supervisor.escalationId, supervisor.workerSid)
}

export const agentVisitor = (escalationId: string, workerSid: string): Visitor & { readonly role: 'agent' } => ({
  role: 'agent',
  escalationId,
  workerSid,
  identity: seatIdentity('agent', escalationId, workerSid),
})

const supervisorVisitor = (escalationId: string, workerSid: string): Visitor => ({
  role: 'supervisor',
  escalationId,
  workerSid,
  identity: seatIdentity('supervisor', escalationId, workerSid),
})

/**
 * What the token is worth at this moment. An agent's lives from their accepted reservation, and dies with it; a
 * supervisor's dies with the video.
 */
export function linkWord(visitor: Visitor, state: State, linkTtlMs: number): LinkWord {
  if (visitor.role === 'customer') {
    const { is } = linkState(state, visitor.link, linkTtlMs, Date.now())
    return is === 'waiting' || is === 'asleep' ? 'open' : is
  }
  const { video } = state
  const isTheirs = visitor.role === 'supervisor' || hasDesk(state, visitor.workerSid)
  const isOver = video.phase === 'idle' || video.phase === 'ending' || video.phase === 'ended'
  const isThis = video.phase !== 'idle' && video.id === visitor.escalationId
  if (isThis && visitor.role === 'agent' && hasHandedOver(state, visitor.workerSid)) return 'handed-over'
  return isOver || video.id !== visitor.escalationId || !isTheirs ? 'ended' : 'open'
}

import { readAgentPass } from '../../src/access/agent-pass.ts'
import { readJoinLink } from '../../src/access/join-link.ts'
import type { Holder } from '../../src/access/rights.ts'
import { customerIdentity, seatIdentity } from '../../src/access/seat.ts'
import { readSupervisorPass } from '../../src/access/supervisor-pass.ts'

/** The holder of a link or pass, who requests access. */
export type Visitor = Holder
type Worker = Extract<Visitor, { readonly workerSid: string }>

/** @returns undefined for a token that no secret of ours made */
export function readVisitor(token: string, secrets: readonly string[]): Visitor | undefined {
  const link = readJoinLink(token, secrets)
  if (link) return { role: 'customer', escalationId: link.escalationId, identity: customerIdentity(link), link }
  const pass = readAgentPass(token, secrets, Date.now())
  if (pass) return agentVisitor(pass.escalationId, pass.workerSid)
  const supervisor = readSupervisorPass(token, secrets, Date.now())
  return supervisor && worker('supervisor', supervisor.escalationId, supervisor.workerSid)
}

export const agentVisitor = (escalationId: string, workerSid: string): Worker =>
  worker('agent', escalationId, workerSid)

const worker = (role: Worker['role'], escalationId: string, workerSid: string): Worker => ({
  role,
  escalationId,
  workerSid,
  identity: seatIdentity(role, escalationId, workerSid),
})

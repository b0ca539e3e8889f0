import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import { z } from 'zod'
import { signAgentPass } from '../../src/access/agent-pass.ts'
import type { VideoCommand } from '../../src/core/commands.ts'
import { commandGiven } from '../api/command-given.ts'
import { invalid } from '../api/invalid.ts'
import { conversationOrRefuse } from '../escalations.ts'
import { Refused } from '../problem.ts'
import type { JoinDeps } from './deps.ts'
import type { Visitor } from './visitor.ts'
import type { VisitorEnv } from './with-rights.ts'

const commands = {
  end: { type: 'video.end' },
  remove: { type: 'video.remove-customer' },
  mute: { type: 'video.mute-customer' },
  resend: { type: 'video.resend' },
  'record-on': { type: 'video.record', on: true },
  'record-off': { type: 'video.record', on: false },
} as const satisfies Readonly<Record<string, VideoCommand>>
const request = z.object({ command: z.enum(Object.keys(commands) as [keyof typeof commands]) })

/** Every use of an agent's pass also checks the reservation behind it, so its own end is far off. */
const passLastsMs = 24 * 3_600_000

/** The address of an agent's page. Its holder acts as this agent in this one escalation, so nobody else may get it. */
export const agentPageUrl = (
  agent: { readonly escalationId: string; readonly workerSid: string },
  { publicUrl, linkSecrets: [secret = ''] }: Pick<JoinDeps, 'publicUrl' | 'linkSecrets'>,
): string => `${publicUrl}/j/${signAgentPass({ ...agent, until: Date.now() + passLastsMs }, secret)}`

/** Routes for the agent's frame only. The decision checks again that this agent serves the conversation. */
export function agentRoutes(deps: JoinDeps) {
  return new Hono<VisitorEnv>()
    .post('/:token/command', zValidator('json', request, invalid), async (c) => {
      const { escalationId, workerSid } = workerIn(c.get('visitor'))
      const command = commands[c.req.valid('json').command]
      await deps.escalations.decide(commandGiven(conversationOrRefuse(escalationId), workerSid, command))
      return c.json({ done: true }, 202)
    })
    .post('/:token/window', zValidator('json', z.object({}), invalid), (c) =>
      // This page takes the seat over without asking: the agent has just requested that.
      c.json({ url: `${agentPageUrl(workerIn(c.get('visitor')), deps)}#move` }),
    )
}

/** Only agents have these rights, but the compiler does not know that. */
function workerIn(visitor: Visitor) {
  if ('workerSid' in visitor) return visitor
  throw new Refused(403, 'wrong-role', 'This is not yours to do.')
}

import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import { z } from 'zod'
import { signAgentPass } from '../../src/access/agent-pass.ts'
import type { VideoCommand } from '../../src/core/commands.ts'
import { invalid } from '../api/invalid.ts'
import { Refused } from '../problem.ts'
import type { JoinDeps } from './deps.ts'
import { happened } from './facts.ts'
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

/** An agent's pass is looked at with the reservation behind it at every use; its own end is far off. */
const passLastsMs = 24 * 3_600_000

/** The address of an agent's page. Whoever has it, acts as this agent in this one escalation: it goes to nobody else. */
export const agentPageUrl = (
  agent: { readonly escalationId: string; readonly workerSid: string },
  { publicUrl, linkSecrets: [secret = ''] }: Pick<JoinDeps, 'publicUrl' | 'linkSecrets'>,
): string => `${publicUrl}/j/${signAgentPass({ ...agent, until: Date.now() + passLastsMs }, secret)}`

/** What only the agent's frame may do. The rules ask again whether this agent serves the conversation. */
export function agentRoutes(deps: JoinDeps) {
  return new Hono<VisitorEnv>()
    .post('/:token/command', zValidator('json', request, invalid), async (c) => {
      const { escalationId, workerSid } = workerIn(c.get('visitor'))
      const { escalationId: _, ...head } = happened(escalationId)
      const command = commands[c.req.valid('json').command]
      await deps.escalations.decide({ ...head, type: 'command.given', command, by: { workerSid } })
      return c.json({ done: true }, 202)
    })
    .post('/:token/window', zValidator('json', z.object({}), invalid), (c) =>
      // The page behind it takes the seat over by itself: the agent has just asked for that.
      c.json({ url: `${agentPageUrl(workerIn(c.get('visitor')), deps)}#move` }),
    )
}

/** Only agents have these rights, which the compiler does not know. */
function workerIn(visitor: Visitor) {
  if ('workerSid' in visitor) return visitor
  throw new Refused(403, 'wrong-role', 'This is not yours to do.')
}

import { Hono } from 'hono'
import { ZodError } from 'zod'
import type { Fact } from '../../src/core/facts.ts'
import type { Accept } from '../../src/engine/accept.ts'
import type { Log } from '../../src/log.ts'
import { limitedTo } from '../limited-to.ts'
import type { Metrics } from '../metrics.ts'
import { Refused } from '../problem.ts'
import { type Form, mostBytes, type SignedEnv, type Signing, signedByTwilio } from '../verify.ts'

export type DoorDeps = {
  readonly accept: Accept
  readonly log: Log
  readonly metrics: Metrics
  readonly signing: Signing
}
type Parse = (form: Form) => readonly Fact[] | undefined

/**
 * One webhook door: form → facts → Redis → 204. What Twilio sent and we cannot use is answered 204 as well and counted:
 * repeating it would not help.
 */
export const door = (path: string, parse: Parse, { accept, log, metrics, signing }: DoorDeps) =>
  new Hono<SignedEnv>()
    .post(path, limitedTo(mostBytes), signedByTwilio(signing, metrics), async (c) => {
      const facts = read(c.get('form'))
      if (Array.isArray(facts)) await accept(facts)
      const outcome = typeof facts === 'string' ? facts : facts.length > 0 ? 'accepted' : 'not-ours'
      metrics.webhooks.inc({ door: c.req.path, outcome })
      return c.body(null, 204)

      function read(form: Form): readonly Fact[] | 'unknown' | 'unreadable' {
        try {
          return parse(form) ?? 'unknown'
        } catch (problem) {
          if (!(problem instanceof ZodError)) throw problem
          const fields = problem.issues.map((issue) => issue.path.join('.'))
          log.warn({ door: c.req.path, fields }, 'signed by Twilio, and not readable')
          return 'unreadable'
        }
      }
    })
    .all(path, () => {
      throw new Refused(405, 'post-only', 'Webhooks are posted.')
    })

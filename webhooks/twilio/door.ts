import { Hono } from 'hono'
import { ZodError } from 'zod'
import type { Fact } from '../../src/core/facts.ts'
import type { Accept } from '../../src/engine/accept.ts'
import type { Log } from '../../src/log.ts'
import { brokenOff } from '../broken-off.ts'
import type { Metrics } from '../metrics.ts'
import { type Wired, wireHeader, wireTarget } from '../node/wire.ts'
import { Refused } from '../problem.ts'
import { createSignedForm, type Form, type Signing } from '../verify.ts'

export type DoorDeps = {
  readonly accept: Accept
  readonly log: Log
  readonly metrics: Metrics
  readonly signing: Signing
}
/** Forwards what Twilio signed, unchanged. Resolves when it is stored. */
export type HandOn = (webhook: {
  readonly form: Form
  readonly body: string
  readonly idempotencyToken: string | undefined
}) => Promise<void>
type More = {
  /** What the query must look like. */
  readonly query?: RegExp
  readonly handOn?: HandOn | undefined
}
type Parse = (form: Form, query: string) => readonly Fact[] | undefined

/**
 * One webhook route: signed form → facts → Redis → 204. Webhooks from Twilio that we cannot use are also answered 204
 * and counted: repeating them would not help.
 */
export function door(
  path: string,
  parse: Parse,
  { accept, log, metrics, signing }: DoorDeps,
  { query, handOn }: More = {},
) {
  const signedForm = createSignedForm(signing, query)
  const count = (outcome: string) => metrics.webhook(path, outcome)

  return (
    new Hono()
      .post(path, async (c) => {
        try {
          const form = await signedForm(c)
          const facts = read(form, query ? (wireTarget(c).split('?')[1] ?? '') : '')
          const accepted = Array.isArray(facts) && facts.length > 0 ? accept(facts) : undefined
          if (handOn) await Promise.all([accepted, handOn({ form, ...(await rest(c)) })])
          else if (accepted) await accepted
          count(typeof facts === 'string' ? facts : facts.length > 0 ? 'accepted' : 'not-ours')
          return c.body(null, 204)
        } catch (thrown) {
          const problem = brokenOff(c) ?? thrown
          count(problem instanceof Refused ? problem.problem.code : 'failed')
          throw problem
        }
      })
      // Each method is named: a second handler for POST would make Hono compose the two.
      .on(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'], path, () => {
        throw new Refused(405, 'post-only', 'Webhooks must be sent by POST.')
      })
  )

  /** The body was already read for its signature, so this does not read it again. */
  async function rest(c: Wired) {
    return { body: await c.req.text(), idempotencyToken: wireHeader(c, 'i-twilio-idempotency-token') }
  }

  function read(form: Form, queryText: string): readonly Fact[] | 'unknown' | 'unreadable' {
    try {
      return parse(form, queryText) ?? 'unknown'
    } catch (problem) {
      if (!(problem instanceof ZodError)) throw problem
      const fields = problem.issues.map((issue) => issue.path.join('.'))
      log.warn({ door: path, fields }, 'signed by Twilio, but not readable')
      return 'unreadable'
    }
  }
}

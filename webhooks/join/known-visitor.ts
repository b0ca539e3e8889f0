import type { MiddlewareHandler } from 'hono'
import { Refused } from '../problem.ts'
import { readVisitor, type Visitor } from './visitor.ts'

export type VisitorEnv = { Variables: { visitor: Visitor } }

/** `visitor` says who stands at the door. @throws Refused 404 for a token that no secret of ours made */
export const knownVisitor = (secrets: readonly string[]): MiddlewareHandler<VisitorEnv> =>
  async function knownVisitor(c, next) {
    const visitor = readVisitor(c.req.param('token') ?? '', secrets)
    if (!visitor) throw new Refused(404, 'unknown-link', 'This link is not known.')
    c.set('visitor', visitor)
    await next()
  }

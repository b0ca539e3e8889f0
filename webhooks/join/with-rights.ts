import type { MiddlewareHandler } from 'hono'
import { type Deed, isOfRole, type LinkWord, type Rights } from '../../src/access/rights.ts'
import { Refused } from '../problem.ts'
import type { JoinDeps } from './deps.ts'
import { type Known, knownTo } from './known.ts'
import { readVisitor, type Visitor } from './visitor.ts'

export type VisitorEnv = { Variables: { visitor: Visitor; known: Known } }

/**
 * The right that each route under `/j/:token` requires; other routes are not found. Everybody may read the link's
 * state.
 */
const required: Readonly<Record<string, Deed | 'read-word'>> = {
  'POST ': 'take-seat',
  'GET state': 'read-word',
  'GET events': 'follow',
  'POST network': 'take-seat',
  'POST readiness': 'report-step',
  'POST connection': 'report-connection',
  'POST measurements': 'report-figures',
  'POST rating': 'rate',
  'POST link': 'request-link',
  'POST command': 'command',
  'POST window': 'open-window',
}

/**
 * Sets `visitor`, the holder of the token, and `known`, the current record and rights.
 * @throws Refused 404 for a token that no secret of ours made, 403 or 410 for a visitor without the required right
 */
export const withRights = (deps: JoinDeps): MiddlewareHandler<VisitorEnv> =>
  async function withRights(c, next) {
    const [, , , what = ''] = c.req.path.split('/')
    const visitor = readVisitor(c.req.param('token') ?? '', deps.linkSecrets)
    if (!visitor) throw new Refused(404, 'unknown-link', 'This link is not known.')
    const deed = required[`${c.req.method} ${what}`]
    if (!deed) throw new Refused(404, 'not-found', 'There is nothing here.')
    const known = await knownTo(deps, visitor)
    if (deed !== 'read-word') mayOrRefuse(visitor, known.rights, deed)
    c.set('visitor', visitor)
    c.set('known', known)
    await next()
  }

const words: Readonly<Record<Exclude<LinkWord, 'open'>, string>> = {
  ended: 'This video call has ended.',
  revoked: 'This link was replaced by a newer one.',
  expired: 'This link has expired.',
  removed: 'The agent has ended your part of this call.',
  'handed-over': 'You handed this conversation over.',
}

/** @throws Refused 410 for a dead link, 403 for a removed visitor or one whose role never has the right */
export function mayOrRefuse(visitor: Visitor, { word, may }: Rights, deed: Deed): void {
  if (may.includes(deed)) return
  if (word === 'open' || !isOfRole(visitor, deed)) throw new Refused(403, 'wrong-role', 'This is not yours to do.')
  if (word === 'ended' && (deed === 'command' || deed === 'open-window'))
    throw new Refused(403, 'not-your-task', 'This conversation is not yours any more.')
  throw new Refused(word === 'removed' || word === 'handed-over' ? 403 : 410, word, words[word])
}

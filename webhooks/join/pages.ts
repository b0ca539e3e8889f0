import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { Retryable } from '../../src/core/errors.ts'
import { pageHeaders } from '../headers.ts'
import type { JoinDeps } from './deps.ts'
import { knownTo } from './known.ts'
import { openerOf } from './opener.ts'
import { drawnPage } from './page.ts'
import type { Start } from './page-state.ts'
import { pageStateOf } from './page-state-of.ts'
import { readVisitor, type Visitor } from './visitor.ts'

/** Addresses without a token, for refreshes. Which of the two decides who may frame the page. */
const home = { customer: '/j/', agent: '/j/agent' } as const
const packed = compress()
const unknown = { state: { link: 'unknown' }, locale: undefined } as const
const statuses = {
  open: 200,
  unknown: 404,
  removed: 403,
  'handed-over': 403,
  ended: 410,
  expired: 410,
  revoked: 410,
} as const

/** The page itself, the same for visitors and for link previews. Nothing here changes anything. */
export function pages(deps: JoinDeps) {
  const { page, brand, devicesAtStart, flexOrigins, linkSecrets, seat } = deps
  const always = { brand, ...(devicesAtStart !== 'both' && { devices: devicesAtStart }) }
  const own = pageHeaders(seat.signalingUrl)
  const framed = pageHeaders(seat.signalingUrl, flexOrigins)

  return new Hono()
    .get('/', own, packed, async (c) => c.html(await drawnPage(page, { home: home.customer, ...always }, openerOf(c))))
    .get('/agent', framed, packed, async (c) =>
      c.html(await drawnPage(page, { home: home.agent, ...always }, openerOf(c))),
    )
    .get('/:token', packed, async (c) => {
      const visitor = readVisitor(c.req.param('token'), linkSecrets)
      const headers = visitor?.role === 'agent' ? framed : own
      await headers(c, async () => {
        c.res = await pageFor(c, visitor)
      })
      return c.res
    })

  async function pageFor(c: Context, visitor: Visitor | undefined): Promise<Response> {
    const { state, locale } = visitor ? await stateOrNone(visitor) : unknown
    const status = state ? statuses[state.link] : 503
    const start: Start = {
      ...(state && { state }),
      home: visitor?.role === 'agent' ? home.agent : home.customer,
      ...always,
      ...(locale && { locale }),
    }
    return c.html(await drawnPage(page, start, openerOf(c)), status)
  }

  /** Returns no state while Redis is away: the visitor still gets the page, which says so and keeps asking. */
  async function stateOrNone(visitor: Visitor) {
    try {
      const known = await knownTo(deps, visitor)
      const { video } = known.record
      const state = pageStateOf(visitor, known, { ...deps, device: '' })
      return { state, locale: video.phase === 'idle' ? undefined : video.locale }
    } catch (problem) {
      if (problem instanceof Retryable) return { state: undefined, locale: undefined }
      throw problem
    }
  }
}

import type { Context } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import type { Opener } from './page.ts'

/** Of a request for the page. */
export const openerOf = (c: Context): Opener => ({
  userAgent: c.req.header('user-agent') ?? '',
  languages: parseAccept(c.req.header('accept-language') ?? '').map(({ type }) => type),
})

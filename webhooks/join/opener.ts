import type { Context } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import type { Opener } from './page.ts'

/** Reads user agent and languages from a request, the preferred language first. */
export const openerOf = (c: Context): Opener => ({
  userAgent: c.req.header('user-agent') ?? '',
  languages: parseAccept(c.req.header('accept-language') ?? '').map(({ type }) => type),
})

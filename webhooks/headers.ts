import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

const common = {
  strictTransportSecurity: 'max-age=31536000; includeSubDomains',
  referrerPolicy: 'no-referrer',
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'same-origin',
  xFrameOptions: 'DENY',
} as const

/** For everything that is no page: nothing may be loaded, framed or cached. */
export const closedHeaders = (): MiddlewareHandler =>
  secureHeaders({ ...common, contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } })

/** For a page with exactly these inline parts. `'self'` for connect is its own POST. */
export const pageHeaders = (inline: { readonly script: string; readonly style: string }): MiddlewareHandler => {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return secureHeaders({
    ...common,
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: [hash(inline.script)],
      // The template indents the style, so its hash would depend on the formatter.
      styleSrc: ["'unsafe-inline'"],
      connectSrc: ["'self'"],
      formAction: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  })
}

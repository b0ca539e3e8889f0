import { type ParsedUrlQuery, parse } from 'node:querystring'
import type { HttpBindings } from '@hono/node-server'
import type { Context, MiddlewareHandler } from 'hono'
import twilio from 'twilio'
import type { Metrics } from './metrics.ts'
import { Refused } from './problem.ts'

export type Form = Readonly<Record<string, string>>
export type SignedEnv = { Bindings: Partial<HttpBindings>; Variables: { form: Form } }

export type Signing = {
  readonly publicUrl: string
  readonly accountSid: string
  /** One, or two while the primary token is being rotated. API keys cannot verify. */
  readonly authTokens: readonly string[]
}

export const mostBytes = 64 * 1024
const mostParameters = 200

/**
 * Lets only Twilio's own forms through, and leaves them parsed in `form`.
 *
 * The signed URL is the configured public one plus the request target as it came over the wire: Host and forwarding
 * headers are the sender's to choose, and `c.req.url` is normalised. Twilio's scheme has no separators and no time, so a
 * captured signature also fits a query instead of a body, or another split of keys and values. No webhook of ours has a
 * query, and the account must be ours; the rest is left to exact schemas and to events that may be repeated.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export const signedByTwilio = (signing: Signing, metrics: Metrics): MiddlewareHandler<SignedEnv> =>
  async function signedByTwilio(c, next) {
    const refuse = (status: 403 | 413 | 415, code: string, message: string) => {
      metrics.webhooks.inc({ door: c.req.path, outcome: code })
      return new Refused(status, code, message)
    }
    const type = c.req.header('content-type')
    if (!type?.toLowerCase().startsWith('application/x-www-form-urlencoded') || c.req.header('content-encoding'))
      throw refuse(415, 'not-a-form', 'Webhooks are URL-encoded forms.')
    const body = await c.req.text()
    const target = targetOf(c)
    // Before the signature, because the parser's own limit would cut the form and break it.
    if (body.split('&', mostParameters + 1).length > mostParameters)
      throw refuse(413, 'too-large', 'Too many parameters.')
    const form = parse(body, '&', '=', { maxKeys: 0 })
    if (target.includes('?') || !isSigned(c.req.header('x-twilio-signature'), target, form))
      throw refuse(403, 'bad-signature', 'The signature does not fit.')
    if (form['AccountSid'] !== signing.accountSid) throw refuse(403, 'foreign-account', 'This is not for this account.')
    c.set('form', withoutRepeats(form))
    await next()

    function isSigned(signature: string | undefined, path: string, parameters: ParsedUrlQuery): boolean {
      if (signature?.length !== 28) return false
      try {
        return signing.authTokens.some((token) =>
          twilio.validateRequest(token, signature, signing.publicUrl + path, parameters),
        )
      } catch {
        return false // the SDK throws on what it cannot read
      }
    }
  }

/** The request target as received. `app.request()` in tests has no socket, there the URL has to do. */
function targetOf(c: Context<SignedEnv>): string {
  if (c.env?.incoming?.url) return c.env.incoming.url
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}

/** Twilio repeats no parameter in what we listen to; one that is repeated anyway is left out, and its event is unknown. */
function withoutRepeats(form: ParsedUrlQuery): Form {
  for (const name in form) if (typeof form[name] !== 'string') delete form[name]
  return form as Form // only strings are left; the parser made it without a prototype
}

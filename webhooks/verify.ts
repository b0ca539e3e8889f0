import { type ParsedUrlQuery, parse } from 'node:querystring'
import twilio from 'twilio'
import { bodyWithin } from './node/limited-to.ts'
import { type Wired, wireHeader, wireTarget } from './node/wire.ts'
import { Refused } from './problem.ts'

export type Form = Readonly<Record<string, string>>

export type Signing = {
  readonly publicUrl: string
  readonly accountSid: string
  /** One, or two while the primary token is being rotated. API keys cannot verify. */
  readonly authTokens: readonly string[]
}

/**
 * A message has up to 32 KB and a task's attributes up to 64 KB, in any script: a Japanese character takes nine bytes
 * in a form. The rest of a form is small.
 */
const mostBytes = 640 * 1024
const mostParameters = 200

/**
 * Reads the form of a webhook, which only Twilio can have signed for us.
 *
 * The signed URL is the configured public one plus the request target as it arrived on the wire: Host and forwarding
 * headers are the sender's to choose, and `c.req.url` is normalised. Twilio's scheme has no separators and no time, so
 * a captured signature also fits a query instead of a body, or another split of keys and values. Our webhooks have no
 * query, or one of a fixed form and length; the account must be ours; the rest is left to exact schemas and to events
 * that may be repeated. https://www.twilio.com/docs/usage/webhooks/webhooks-security
 *
 * A function and not a middleware: Hono calls a route with one handler without composing anything.
 *
 * @param query what the query must look like, from its first to its last character; if missing, no query is allowed
 * @throws Refused 403 for a signature or account that does not fit, 413 and 415 for anything that is not a form of
 *   Twilio's
 */
export function createSignedForm(signing: Signing, query?: RegExp): (c: Wired) => Promise<Form> {
  const checkLength = bodyWithin(mostBytes)
  return async function signedForm(c) {
    const counting = checkLength(c)
    if (counting) await counting
    const type = wireHeader(c, 'content-type')
    if (!type?.toLowerCase().startsWith('application/x-www-form-urlencoded') || wireHeader(c, 'content-encoding'))
      throw new Refused(415, 'not-a-form', 'Webhooks are URL-encoded forms.')
    const body = await c.req.text()
    const target = wireTarget(c)
    // Before the signature, because the parser's own limit would cut the form and break it.
    if (body.split('&', mostParameters + 1).length > mostParameters)
      throw new Refused(413, 'too-large', 'Too many parameters.')
    const form = parse(body, '&', '=', { maxKeys: 0 })
    if (!isExpected(target) || !isSigned(wireHeader(c, 'x-twilio-signature'), target, form))
      throw new Refused(403, 'bad-signature', 'The signature does not fit.')
    if (form['AccountSid'] !== signing.accountSid)
      throw new Refused(403, 'foreign-account', 'This is not for this account.')
    return withoutRepeats(form)
  }

  function isExpected(target: string): boolean {
    const start = target.indexOf('?')
    return query ? start > 0 && query.test(target.slice(start + 1)) : start < 0
  }

  function isSigned(signature: string | undefined, target: string, form: ParsedUrlQuery): boolean {
    if (signature?.length !== 28) return false
    try {
      return signing.authTokens.some((token) =>
        twilio.validateRequest(token, signature, signing.publicUrl + target, form),
      )
    } catch {
      return false // the SDK throws on unreadable input
    }
  }
}

/** Drops repeated parameters. Twilio repeats none that we use; without the parameter the event is unknown. */
function withoutRepeats(form: ParsedUrlQuery): Form {
  for (const name in form) if (typeof form[name] !== 'string') delete form[name]
  return form as Form // only strings are left; the parser made it without a prototype
}

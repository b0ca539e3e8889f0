import { createHmac } from 'node:crypto'
import { accountSid, authToken, publicUrl } from './an-environment.ts'

export type Parameters = Readonly<Record<string, string>>

/** Twilio's rule, written out once more: the URL, then every name and value in the order of the names. */
export function signatureOf(url: string, parameters: Parameters, token = authToken): string {
  const text = Object.keys(parameters)
    .sort()
    .reduce((all, name) => all + name + parameters[name], url)
  return createHmac('sha1', token).update(text, 'utf8').digest('base64')
}

type Post = { readonly method: 'POST'; readonly headers: Readonly<Record<string, string>>; readonly body: string }

/** A webhook as Twilio sends it to `path`. The account is ours unless the parameters say otherwise. */
export function signedForm(path: string, given: Parameters, headers: Readonly<Record<string, string>> = {}): Post {
  const parameters = { AccountSid: accountSid, ...given }
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-twilio-signature': signatureOf(publicUrl + path, parameters),
      'i-twilio-idempotency-token': '00000000-0000-4000-8000-000000000001',
      ...headers,
    },
    body: new URLSearchParams(parameters).toString(),
  }
}

import { createHmac } from 'node:crypto'

export type SignedParams = Readonly<Record<string, string | readonly string[]>>

/**
 * The value of X-Twilio-Signature (Twilio docs: "Webhooks Security").
 * The signed text is the URL followed by the name and value of every form parameter, sorted by name. A repeated name
 * contributes each different value once, sorted. The key is always the auth token, never an API key secret.
 */
export function signature(authToken: string, url: string, params: SignedParams = {}): string {
  const text = Object.keys(params)
    .sort()
    .reduce((signed, name) => signed + signedPairs(name, params[name] ?? ''), url)
  return createHmac('sha1', authToken).update(Buffer.from(text, 'utf-8')).digest('base64')
}

function signedPairs(name: string, value: string | readonly string[]): string {
  if (typeof value === 'string') return name + value
  return [...new Set(value)]
    .sort()
    .map((each) => name + each)
    .join('')
}

import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Whether a handshake is Twilio's: X-Twilio-Signature is the base64 HMAC-SHA1 of the address, with the account's auth
 * token as key. Twilio advises to also try the address with a trailing slash.
 */
export function isTwilio(authToken: string, url: string, signature: string | undefined): boolean {
  return [url, url.endsWith('/') ? url.slice(0, -1) : `${url}/`].some((each) =>
    isSame(createHmac('sha1', authToken).update(each).digest('base64'), signature),
  )
}

/**
 * Whether custom parameters are unchanged: `signature` is the hexadecimal HMAC-SHA256, with a shared secret as key, of
 * all other parameters, sorted by name, written as `name=value` and joined with `&`.
 */
export function isUntouched(secret: string, parameters: Readonly<Record<string, string>>): boolean {
  const { signature, ...others } = parameters
  const text = Object.entries(others)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&')
  return isSame(createHmac('sha256', secret).update(text).digest('hex'), signature)
}

function isSame(expected: string, given: string | undefined): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given ?? '')]
  return a.length === b.length && timingSafeEqual(a, b)
}

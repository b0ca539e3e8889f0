import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Whether a handshake is Twilio's: X-Twilio-Signature is the base64 HMAC-SHA1 of the address, with the account's auth
 * token as key. Twilio advises to try the address with a slash at its end, too.
 */
export function isTwilio(authToken: string, url: string, signature: string | undefined): boolean {
  return [url, url.endsWith('/') ? url.slice(0, -1) : `${url}/`].some((each) =>
    isSame(createHmac('sha1', authToken).update(each).digest('base64'), signature),
  )
}

/**
 * Whether custom parameters are as they were sent: `signature` is the hexadecimal HMAC-SHA256 of all others, sorted by name
 * and written `name=value` with `&` between them, with a shared secret as key.
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

import { createHmac } from 'node:crypto'

/**
 * Proves to the receiver of a media stream that its parameters are ours: HMAC-SHA256, in hex, over `name=value` of all of
 * them, in the order of their names (by UTF-16 code unit) and joined by `&`. Sent along as the parameter `signature`.
 */
export function signStreamParameters(parameters: Readonly<Record<string, string>>, secret: string): string {
  const text = Object.keys(parameters)
    .sort()
    .map((name) => `${name}=${parameters[name]}`)
    .join('&')
  return createHmac('sha256', secret).update(text, 'utf8').digest('hex')
}

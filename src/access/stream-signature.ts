import { createHmac } from 'node:crypto'

/**
 * Signs the parameters of a media stream for its receiver: HMAC-SHA256, in hex, over `name=value` of all parameters, in
 * the order of their names (by UTF-16 code unit) and joined by `&`. It is sent as the parameter `signature`.
 */
export function signStreamParameters(parameters: Readonly<Record<string, string>>, secret: string): string {
  const text = Object.keys(parameters)
    .sort()
    .map((name) => `${name}=${parameters[name]}`)
    .join('&')
  return createHmac('sha256', secret).update(text, 'utf8').digest('hex')
}

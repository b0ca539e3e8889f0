import { parse } from 'node:querystring'
import twilio from 'twilio'

/**
 * Signs a form of Twilio's again for another address, by Twilio's own rule: the address and then every name and value.
 * The fragment of an address is for Twilio alone, and neither sent nor signed. Credentials in it are sent as a header,
 * so a receiver that builds the signed address from Host and path does not see them.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security
 *
 * @returns the address to send it to, and the `X-Twilio-Signature`
 */
export function resigned(url: string, body: string, authToken: string) {
  const address = url.split('#', 1)[0] ?? url
  const signed = address.replace(/^(https?:\/\/)[^/@]*@/, '$1')
  const form = parse(body, '&', '=', { maxKeys: 0 })
  return { address, signature: twilio.getExpectedTwilioSignature(authToken, signed, form) }
}

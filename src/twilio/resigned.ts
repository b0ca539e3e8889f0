import { parse } from 'node:querystring'
import twilio from 'twilio'

/**
 * A form of Twilio's, signed again for another address by Twilio's own rule: the address and then every name and value.
 * What follows `#` in an address is for Twilio alone and neither sent nor signed; credentials in it are sent as a header, and a
 * receiver who puts the signed address together from Host and path does not see them.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security
 *
 * @returns where to send it, and the `X-Twilio-Signature`
 */
export function resigned(url: string, body: string, authToken: string) {
  const address = url.split('#', 1)[0] ?? url
  const signed = address.replace(/^(https?:\/\/)[^/@]*@/, '$1')
  const form = parse(body, '&', '=', { maxKeys: 0 })
  return { address, signature: twilio.getExpectedTwilioSignature(authToken, signed, form) }
}

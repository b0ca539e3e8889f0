import type { MessagingBinding } from './model.ts'

/**
 * Builds a binding from the participant's address, our address and the channel in the address's prefix. Undefined
 * without an address.
 */
export function bindingTo(address: string | undefined, proxyAddress: string | undefined): MessagingBinding | undefined {
  if (address === undefined) return undefined
  const prefix = /^(whatsapp|messenger):/.exec(address)?.[1]
  return { type: prefix ?? 'sms', address, proxy_address: proxyAddress ?? '' }
}

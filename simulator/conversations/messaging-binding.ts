import type { MessagingBinding } from './model.ts'

/** Somebody's address and ours, and which channel they are on. Without an address there is none. */
export function bindingTo(address: string | undefined, proxyAddress: string | undefined): MessagingBinding | undefined {
  if (address === undefined) return undefined
  const prefix = /^(whatsapp|messenger):/.exec(address)?.[1]
  return { type: prefix ?? 'sms', address, proxy_address: proxyAddress ?? '' }
}

import ipaddr from 'ipaddr.js'

/** The part of an IPv6 address that a provider assigns to one customer, who can choose the rest anew for each try. */
const networkParts = 4

/**
 * Returns the unit that limits count: an IPv4 address, or an IPv6 network (/64). Proxies may add the port
 * (`203.0.113.7:4711`, `[2001:db8::1]:4711`), and Node writes an IPv4 caller of an IPv6 socket as `::ffff:203.0.113.7`.
 *
 * @returns the text itself if it is not an address
 */
export function subscriberOf(text: string): string {
  const host = /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  const bare = host.replace(/%.*$/, '') // the interface of a link-local address
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare).toString()
  if (!ipaddr.IPv6.isValid(bare)) return text
  const address = ipaddr.IPv6.parse(bare)
  if (address.isIPv4MappedAddress()) return address.toIPv4Address().toString()
  return `${address.parts
    .slice(0, networkParts)
    .map((part) => part.toString(16))
    .join(':')}::/64`
}

import ipaddr from 'ipaddr.js'

/** Of an IPv6 address, the part that a provider gives to one customer; the rest is theirs to choose, a new one for each try. */
const networkParts = 4

/**
 * Who is counted as one: an IPv4 address, or an IPv6 network (/64). Proxies write an address with its port, too
 * (`203.0.113.7:4711`, `[2001:db8::1]:4711`), and Node an IPv4 caller of an IPv6 socket as `::ffff:203.0.113.7`.
 *
 * @returns the text itself where it is no address
 */
export function subscriberOf(text: string): string {
  const host = /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  const bare = host.replace(/%.*$/, '') // the network card, of a link-local address
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare).toString()
  if (!ipaddr.IPv6.isValid(bare)) return text
  const address = ipaddr.IPv6.parse(bare)
  if (address.isIPv4MappedAddress()) return address.toIPv4Address().toString()
  return `${address.parts
    .slice(0, networkParts)
    .map((part) => part.toString(16))
    .join(':')}::/64`
}

import { BlockList, isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Whether private addresses and this machine are allowed: for development, and for the operator's own settings. */
export type AddressRule = { readonly mayBePrivate: boolean }
/** Whether events may also be sent without TLS: for development. */
export type OutboundRule = AddressRule & { readonly mayBePlain: boolean }

/**
 * IPv4 ranges that are always forbidden, even in a private network: this network, link-local (with the metadata
 * addresses of most clouds), multicast, reserved, broadcast, and the metadata addresses of Azure, Alibaba and Oracle.
 */
const never4 = [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['168.63.129.16', 32],
  ['100.100.100.200', 32],
  ['192.0.0.192', 32],
] as const

/**
 * IPv6 ranges that are always forbidden: unspecified and IPv4-translated addresses, link-local, site-local, multicast,
 * a site's own NAT64, 6to4 and Teredo (unneeded ways to write or reach an IPv4 address), and the metadata addresses of
 * AWS, Google and Scaleway.
 */
const never6 = [
  ['::', 128],
  ['::ffff:0:0:0', 96],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['2001::', 32],
  ['fd00:ec2::254', 128],
  ['fd20:ce::254', 128],
  ['fd00:42::42', 128],
] as const

const nat64 = '64:ff9b::'
const names = ['metadata.google.internal', 'metadata.goog', 'metadata', 'instance-data', 'instance-data.ec2.internal']

/** `BlockList` itself checks IPv4-mapped IPv6 addresses against the rules for IPv4. */
const never = new BlockList()
for (const [net, prefix] of never4) {
  never.addSubnet(net, prefix, 'ipv4')
  never.addSubnet(`${nat64}${net}`, 96 + prefix, 'ipv6')
}
for (const [net, prefix] of never6) never.addSubnet(net, prefix, 'ipv6')
// IPv4-compatible: all of ::/96 but the loopback.
never.addRange('::2', '::ffff:ffff', 'ipv6')

/** Whether requests may go to an IP address. */
export function isAllowed(address: string, { mayBePrivate }: AddressRule): boolean {
  const [bare = ''] = address.split('%', 1) // without the zone of IPv6
  const version = isIP(bare)
  if (version === 0 || never.check(bare, version === 4 ? 'ipv4' : 'ipv6')) return false
  return mayBePrivate || isPublic(ipaddr.process(bare))
}

/** Whether an address is public. IPv6-only networks reach public IPv4 addresses through NAT64. */
function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.kind() === 'ipv4' || !address.match(ipaddr.parse(nat64), 96)) return address.range() === 'unicast'
  return ipaddr.fromByteArray(address.toByteArray().slice(12)).range() === 'unicast'
}

/**
 * Whether a host is refused without a look-up. `URL` has already brought decimal, octal and hexadecimal addresses into
 * one form. Other names have to be resolved.
 */
export function isRefusedByName(hostname: string, rule: AddressRule): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.+$/, '')
  return host === '' || names.includes(host.toLowerCase()) || (isIP(host) !== 0 && !isAllowed(host, rule))
}

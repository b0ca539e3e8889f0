import { lookup } from 'node:dns/promises'
import ipaddr from 'ipaddr.js'

/** Whether every address of a host is one of the open internet: none of a private network, this machine or a cloud's metadata. */
export async function isPublicHost(hostname: string): Promise<boolean> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const addresses = ipaddr.isValid(host) ? [host] : (await lookup(host, { all: true })).map(({ address }) => address)
  return addresses.length > 0 && addresses.every((each) => ipaddr.process(each).range() === 'unicast')
}

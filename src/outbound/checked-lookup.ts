import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { type AddressRule, isAllowed, isRefusedByName } from './address-rule.ts'

/** Resolves a name to all its addresses. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  done: (problem: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

export class ForbiddenAddress extends Error {
  override name = 'ForbiddenAddress'
}

/**
 * A look-up for connections that also checks the addresses. The connection uses the checked addresses, so that a second
 * look-up cannot give others. One forbidden address among several is enough to refuse the name.
 */
export const checkedLookup =
  (rule: AddressRule, resolve: Resolve = lookup): LookupFunction =>
  (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (problem, addresses) => {
      const [first] = addresses ?? []
      if (problem || !first) return done(problem ?? new ForbiddenAddress('no address'), [])
      if (!areAllowed(hostname, addresses, rule)) return done(new ForbiddenAddress('a forbidden address'), [])
      if (options.all) done(null, addresses)
      else done(null, first.address, first.family)
    })
  }

/** Checks a host without a connection. @throws if the name does not resolve */
export async function isAllowedHost(hostname: string, rule: AddressRule, resolve: Resolve = lookup): Promise<boolean> {
  if (isRefusedByName(hostname, rule)) return false
  const addresses = await new Promise<readonly LookupAddress[]>((found, failed) =>
    resolve(hostname.replace(/^\[|\]$/g, ''), { all: true }, (problem, all) =>
      problem ? failed(problem) : found(all),
    ),
  )
  return addresses.length > 0 && areAllowed(hostname, addresses, rule)
}

const areAllowed = (hostname: string, addresses: readonly LookupAddress[], rule: AddressRule): boolean =>
  !isRefusedByName(hostname, rule) && addresses.every(({ address }) => isAllowed(address, rule))

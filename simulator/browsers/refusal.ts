import { hostnameIn, type IsOwnHost } from './own-hosts.ts'

/** What a request says of the page it comes from. Nothing at all: it comes from no browser. */
export interface Sender {
  readonly host: string | undefined
  readonly origin: string | undefined
  /** The browser's own word on the page, `Sec-Fetch-Site`. */
  readonly site: string | undefined
}

/** A browser whose page has been given a name that resolves to this machine says that name (DNS rebinding). */
export const isMisdirected = (isOwnHost: IsOwnHost, { host }: Sender): boolean => !isOwnHost(hostnameIn(host))

/** Whether the sender is a page of somebody else's. An address that a person typed is nobody's page. */
export const isForeignPage = ({ host, origin, site }: Sender): boolean =>
  (origin !== undefined && hostIn(origin) !== host?.toLowerCase()) ||
  (site !== undefined && site !== 'same-origin' && site !== 'none')

/** Whether the page is served by a host of ours, at whatever port: an application's page is not the simulator's. */
export const isOwnPage = (isOwnHost: IsOwnHost, { origin }: Sender): boolean =>
  origin === undefined || (URL.canParse(origin) && isOwnHost(new URL(origin).hostname))

const hostIn = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined)

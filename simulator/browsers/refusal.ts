import { hostnameIn, type IsOwnHost } from './own-hosts.ts'

/** What a request says about the page that sent it. A request without any of these does not come from a browser. */
export interface Sender {
  readonly host: string | undefined
  readonly origin: string | undefined
  /** `Sec-Fetch-Site`, which browsers set themselves. */
  readonly site: string | undefined
}

/** Detects DNS rebinding: the browser sends the page's own host name, even if that name resolves to this machine. */
export const isMisdirected = (isOwnHost: IsOwnHost, { host }: Sender): boolean => !isOwnHost(hostnameIn(host))

/** Whether another site's page sent the request. An address that a user typed belongs to no page. */
export const isForeignPage = ({ host, origin, site }: Sender): boolean =>
  (origin !== undefined && hostIn(origin) !== host?.toLowerCase()) ||
  (site !== undefined && site !== 'same-origin' && site !== 'none')

/**
 * Whether one of our hosts serves the page, at any port: an application's page is not one of the simulator's own pages.
 */
export const isOwnPage = (isOwnHost: IsOwnHost, { origin }: Sender): boolean =>
  origin === undefined || (URL.canParse(origin) && isOwnHost(new URL(origin).hostname))

const hostIn = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined)

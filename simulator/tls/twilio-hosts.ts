import { videoRegions } from '../video/regions.ts'

/** The products with a REST API, by the first label of their host. */
const products = 'api conversations flex-api iam serverless serverless-upload sync taskrouter video'.split(' ')
/** The edge of a region, for hosts that name only the region. */
const edges: Readonly<Record<string, string>> = { ie1: 'dublin', au1: 'sydney' }

/** The names in the certificate. A star stands for one label. */
export const certifiedNames = [
  ...['', 'us1.', 'vss.', 'ie1.', 'au1.', 'dublin.ie1.', 'sydney.au1.', 'flex.'].map((each) => `*.${each}twilio.com`),
  ...['ashburn', 'umatilla', 'dublin', 'frankfurt', 'singapore', 'tokyo', 'sao-paulo', 'sydney', 'roaming'].flatMap(
    (edge) => [`*.${edge}.us1.twilio.com`, `*.${edge}.twilio.com`],
  ),
  '*.twiliocdn.com',
  '*.twil.io',
  'localhost',
]

export interface Asked {
  readonly hostname: string
  /** With the query. */
  readonly path: string
  /** Helper libraries send Basic authentication; Twilio's pages do not, and send an origin. */
  readonly isSignedIn: boolean
  readonly isOfPage: boolean
}

/** The simulator's path for a request to one of Twilio's hosts; undefined for every other host. */
export function placeOf({ hostname, path, isSignedIn, isOfPage }: Asked): string | undefined {
  if (/^[a-z0-9-]+\.twil\.io$/.test(hostname)) return `/twil.io/${hostname}${path}`
  const [, labels] = /^([a-z0-9.-]+)\.twilio\.com$/.exec(hostname) ?? []
  if (labels === undefined)
    return /^[a-z0-9.-]+\.twiliocdn\.com$/.test(hostname) ? `/__twilio/${hostname}${path}` : undefined
  // The video SDK's signalling WebSocket.
  if (labels.endsWith('.vss')) return signallingIn(labels.slice(0, -'.vss'.length), path)
  // The video SDK's other WebSocket, the Voice SDK's WebSocket, and the latter's telemetry and sounds.
  if (/^sdkgw\.|^voice-js\.|^eventgw(\.|$)|^sdk$/.test(labels)) return path
  const [product = '', ...where] = labels.split('.')
  if (!products.includes(product) || (isOfPage && !isSignedIn)) return `/__twilio/${hostname}${path}`
  const region = where.at(-1) ?? 'us1'
  const edge = where.length > 1 ? where[0] : edges[region]
  return region === 'us1' ? `/${product}${path}` : `/${[product, edge, region].filter(Boolean).join('.')}${path}`
}

/** Only Twilio's regions have a host. */
function signallingIn(region: string, path: string): string | undefined {
  if (region === 'global') return path
  return videoRegions.includes(region) ? `${path}?region=${region}` : undefined
}

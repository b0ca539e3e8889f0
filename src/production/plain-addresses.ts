import type { Exposed } from './exposed.ts'

type Named = readonly [name: string, address: string | undefined]

/**
 * Addresses without TLS: whoever is on the way reads and changes what goes there. Redis is not among them: it speaks without
 * TLS in most private networks, and whether a network is private no setting can tell.
 */
export function plainAddresses(settings: Exposed): readonly string[] {
  const { FLEX_ORIGINS = [], STREAM_DESTINATIONS, OUTBOUND_WEBHOOKS = [] } = settings
  const named: readonly Named[] = [
    ['PUBLIC_URL', settings.PUBLIC_URL],
    ['TWILIO_API_URL', settings.TWILIO_API_URL],
    ['TWILIO_VIDEO_SIGNALING_URL', settings.TWILIO_VIDEO_SIGNALING_URL],
    ['TASKROUTER_FORWARD_URL', settings.TASKROUTER_FORWARD_URL],
    ['SUPERVISOR_LOGIN_URL', settings.SUPERVISOR_LOGIN_URL],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', elsewhere(settings.OTEL_EXPORTER_OTLP_ENDPOINT)],
    ...FLEX_ORIGINS.map((each, n): Named => [`FLEX_ORIGINS.${n}`, each]),
    ...Object.entries(STREAM_DESTINATIONS?.urls ?? {}).map(([n, url]): Named => [`STREAM_DESTINATIONS.urls.${n}`, url]),
    ...OUTBOUND_WEBHOOKS.map(({ url }, n): Named => [`OUTBOUND_WEBHOOKS.${n}.url`, url]),
  ]
  return named.flatMap(([name, address]) => {
    const protocol = address && new URL(address).protocol
    if (protocol !== 'http:' && protocol !== 'ws:') return []
    return [`${name} is malformed: production takes ${protocol === 'ws:' ? 'wss' : 'https'}:// only`]
  })
}

/** A collector beside the process is the usual one, and what goes there stays on this machine. */
const elsewhere = (address: string | undefined): string | undefined =>
  address && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(address).hostname) ? undefined : address

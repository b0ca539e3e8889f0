import type { Exposed } from './exposed.ts'

type Named = readonly [name: string, address: string | undefined]

/**
 * Finds addresses without TLS: anybody on the way can read and change the traffic. Redis is not checked: most private
 * networks use it without TLS, and no setting shows whether a network is private.
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

/** A collector on the same machine is usual, and needs no TLS. */
const elsewhere = (address: string | undefined): string | undefined =>
  address && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(address).hostname) ? undefined : address

import { createHash } from 'node:crypto'

/**
 * The 16 bytes that OpenTelemetry knows a trace by, in hex, from the id that the logs have. Twilio's SIDs are two letters and 16 bytes, so
 * that of a webhook's event can be searched for as it is; of any other id it is the hash.
 */
export function traceIdOf(trace: string): string {
  const [, bytes] = /^[A-Z]{2}([0-9a-f]{32})$/.exec(trace) ?? []
  // All zeros mean "none" there.
  return bytes && /[^0]/.test(bytes) ? bytes : createHash('sha256').update(trace).digest('hex').slice(0, 32)
}

import { createHash } from 'node:crypto'

/**
 * OpenTelemetry's trace id (16 bytes in hex) for the trace id in the logs. A Twilio SID is two letters and 16 bytes, so
 * the SID of a webhook's event can be searched for directly; any other id is hashed.
 */
export function traceIdOf(trace: string): string {
  const [, bytes] = /^[A-Z]{2}([0-9a-f]{32})$/.exec(trace) ?? []
  // OpenTelemetry takes all zeros for "no trace".
  return bytes && /[^0]/.test(bytes) ? bytes : createHash('sha256').update(trace).digest('hex').slice(0, 32)
}

import type { HttpBindings } from '@hono/node-server'
import type { Wired } from './node/wire.ts'
import { Refused } from './problem.ts'

/**
 * Answers a request that its caller cut off before all of it had arrived: whatever error that caused, it is not our
 * failure. Undefined for a complete request: its failures are ours, even if nobody waits for the answer any more.
 */
export function brokenOff(c: Wired): Refused | undefined {
  // Bindings exist behind a real socket only; tests call the app directly.
  const env: Partial<HttpBindings> | undefined = c.env
  const incoming = env?.incoming
  if (!incoming || incoming.complete || !incoming.destroyed) return undefined
  return new Refused(400, 'broken-off', 'The request was cut off.', true)
}

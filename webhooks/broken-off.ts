import type { HttpBindings } from '@hono/node-server'
import { Refused } from './problem.ts'
import type { Wired } from './wire.ts'

/**
 * The answer to a request that its caller cut off before all of it was here: whatever error that ended in, it is no failure of
 * ours. Undefined for one that came whole: what became of that is ours, also when nobody waits for the answer any more.
 */
export function brokenOff(c: Wired): Refused | undefined {
  // Bindings are there behind a real socket only; tests call the app directly.
  const env: Partial<HttpBindings> | undefined = c.env
  const incoming = env?.incoming
  if (!incoming || incoming.complete || !incoming.destroyed) return undefined
  return new Refused(400, 'broken-off', 'The request was cut off.', true)
}

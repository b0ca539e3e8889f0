import { isSameAddress, isSecretive, shown } from './addresses.ts'
import type { AsIs } from './as-is.ts'
import { type Choice, changing, joined, missing, nothing, type Plan, refusing } from './part.ts'
import type { Wanted } from './wanted.ts'

/**
 * Plans the workspace's one event callback. An earlier consumer loses nothing: its address is replaced only if the
 * server is configured to forward every event to it (TASKROUTER_FORWARD_URL).
 */
export function planTaskRouter(
  { taskrouter: there }: AsIs,
  { taskrouter: wanted }: Wanted,
  { isReplacing }: Choice,
): Plan {
  const isOurs = isSameAddress(there.url, wanted.url)
  const isForwarded = wanted.forwardUrl !== undefined && isSameAddress(there.url, wanted.forwardUrl)
  if (there.url !== '' && !isOurs && !isForwarded && !isReplacing) return refusing(otherConsumer(there))
  const getsAll = there.events.length === 0
  if (isOurs && (getsAll || missing(there.events, wanted.events).length === 0)) return nothing
  // Without a filter TaskRouter sends everything. The earlier consumer keeps getting the same events.
  const events = there.url !== '' && getsAll ? [] : joined(there.url === '' ? [] : there.events, wanted.events)
  const after = { url: isOurs ? there.url : wanted.urlWithRetries, events }
  return changing({ of: 'taskrouter', before: there, after })
}

function otherConsumer({ url }: AsIs['taskrouter']): string {
  const address = isSecretive(url) ? `<its address: ${shown(url)}>` : url
  return `TaskRouter already sends its events to ${shown(url)}, and a workspace has one event callback. Start the server with TASKROUTER_FORWARD_URL=${address}, so that it forwards events, and run this again with the same settings; or replace the consumer with --replace.`
}

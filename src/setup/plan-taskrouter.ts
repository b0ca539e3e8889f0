import { isSameAddress, isSecretive, shown } from './addresses.ts'
import type { AsIs } from './as-is.ts'
import { type Choice, changing, joined, missing, nothing, type Plan, refusing } from './part.ts'
import type { Wanted } from './wanted.ts'

/**
 * The workspace's one event callback. Who has it already loses nothing: the server hands every event on to
 * TASKROUTER_FORWARD_URL, and the place is taken only when the server is configured to.
 */
export function planTaskRouter(
  { taskrouter: there }: AsIs,
  { taskrouter: wanted }: Wanted,
  { isReplacing }: Choice,
): Plan {
  const isOurs = isSameAddress(there.url, wanted.url)
  const isForwarded = wanted.forwardUrl !== undefined && isSameAddress(there.url, wanted.forwardUrl)
  if (there.url !== '' && !isOurs && !isForwarded && !isReplacing) return refusing(inTheWay(there))
  const hearsAll = there.events.length === 0
  if (isOurs && (hearsAll || missing(there.events, wanted.events).length === 0)) return nothing
  // Without a filter TaskRouter tells everything. Whoever is forwarded to goes on getting what it got.
  const events = there.url !== '' && hearsAll ? [] : joined(there.url === '' ? [] : there.events, wanted.events)
  const after = { url: isOurs ? there.url : wanted.urlWithRetries, events }
  return changing({ of: 'taskrouter', before: there, after })
}

function inTheWay({ url }: AsIs['taskrouter']): string {
  const address = isSecretive(url) ? `<its address: ${shown(url)}>` : url
  return `TaskRouter tells ${shown(url)} already, and a workspace has one event callback. Start the server with TASKROUTER_FORWARD_URL=${address}, so that it hands events on, and run this again with the same; or take its place with --replace.`
}

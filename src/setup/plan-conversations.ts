import { isSameAddress, shown } from './addresses.ts'
import type { AsIs } from './as-is.ts'
import type { Change } from './change.ts'
import { type Choice, changing, joined, missing, nothing, type Plan, refusing } from './part.ts'
import type { Wanted } from './wanted.ts'

/**
 * The post-event webhook of the service that Flex uses, and not the account's, which Flex has for itself (target "flex"). Somebody
 * who put ours into the account's by hand keeps it there: with both, everything would be told twice. Filters of others stay;
 * the pre-event URL is never touched.
 */
export function planConversations(is: AsIs, { conversations: wanted }: Wanted, { isReplacing }: Choice): Plan {
  const scope = isSameAddress(is.account.url, wanted.url) && is.account.target === 'webhook' ? 'account' : 'service'
  const there = is[scope]
  const isOurs = isSameAddress(there.url, wanted.url)
  if (there.url !== '' && !isOurs && !isReplacing) {
    return refusing(
      `Conversations tells ${shown(there.url)} already, and a service has one post-event URL. Have that consumer listen elsewhere (webhooks of single conversations, Event Streams), or take its place with --replace.`,
    )
  }
  if (isOurs && there.method === 'POST' && missing(there.filters, wanted.filters).length === 0) return nothing
  const change: Change = {
    of: 'conversations',
    scope,
    before: { url: there.url, method: there.method, filters: there.filters },
    after: { url: isOurs ? there.url : wanted.url, method: 'POST', filters: joined(there.filters, wanted.filters) },
  }
  return changing(change)
}

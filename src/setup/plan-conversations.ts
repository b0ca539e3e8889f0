import { isSameAddress, shown } from './addresses.ts'
import type { AsIs } from './as-is.ts'
import type { Change } from './change.ts'
import { type Choice, changing, joined, missing, nothing, type Plan, refusing } from './part.ts'
import type { Wanted } from './wanted.ts'

/**
 * Plans the post-event webhook of the service that Flex uses; the account's webhook belongs to Flex (target "flex"). If
 * our address is already in the account's webhook, it stays there: with both, every event would come twice. Filters of
 * others stay, and the pre-event URL is never changed.
 */
export function planConversations(is: AsIs, { conversations: wanted }: Wanted, { isReplacing }: Choice): Plan {
  const scope = isSameAddress(is.account.url, wanted.url) && is.account.target === 'webhook' ? 'account' : 'service'
  const there = is[scope]
  const isOurs = isSameAddress(there.url, wanted.url)
  if (there.url !== '' && !isOurs && !isReplacing) {
    return refusing(
      `Conversations already sends its events to ${shown(there.url)}, and a service has one post-event URL. Give that consumer its events in another way (webhooks of single conversations, Event Streams), or replace it with --replace.`,
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

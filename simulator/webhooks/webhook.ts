/** One event on its way to one receiver. */
export interface Webhook {
  readonly product: 'api' | 'conversations' | 'video' | 'taskrouter' | 'flex-api'
  readonly event: string
  /** As configured, including `#` overrides. */
  readonly url: string
  readonly method: 'GET' | 'POST'
  /** Webhooks about the same resource leave in the order of their events. */
  readonly resource: string
  readonly params: Readonly<Record<string, string>>
}

/** The path of a webhook's URL, for the journal and for faults. */
export function webhookPath(webhook: Webhook): string {
  return URL.canParse(webhook.url) ? new URL(webhook.url).pathname : webhook.url
}

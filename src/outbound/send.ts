import { Webhook } from 'standardwebhooks'
import type { OutboundRule } from './address-rule.ts'
import type { Resolve } from './checked-lookup.ts'
import type { Endpoint } from './endpoint.ts'
import type { OutboundEvent } from './event.ts'
import { createPost, type Sent } from './post.ts'

export type Send = (endpoint: Pick<Endpoint, 'url' | 'secrets'>, event: OutboundEvent) => Promise<Sent>

/** Creates the sender of events: one POST, signed as in Standard Webhooks with every secret of the endpoint. */
export function createSend(rule: OutboundRule, resolve?: Resolve): Send {
  const post = createPost(rule, resolve)

  return async ({ url, secrets }, { id, body }) => {
    if (new URL(url).protocol !== 'https:' && !rule.mayBePlain) return { is: 'failed', why: 'not https' }
    const payload = JSON.stringify(body)
    const sentAt = new Date()
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'escalate-webhooks',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, sentAt, payload)).join(' '),
    }
    return post(url, headers, payload)
  }
}

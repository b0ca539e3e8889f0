import type { Journal } from '../cloud/journal.ts'
import { connectionFor } from './connection.ts'
import { type Attempt, post, type WebhookRequest } from './post.ts'
import { signature } from './signature.ts'
import { type Webhook, webhookPath } from './webhook.ts'

/**
 * Delivers one webhook with its product's retries. All retries carry the same token.
 * @returns the result of the last attempt
 */
export async function deliver(
  webhook: Webhook,
  token: string,
  context: { readonly authToken: string; readonly journal: Journal; readonly fault?: string | undefined },
): Promise<Attempt> {
  const connection = connectionFor(webhook.product, webhook.url)
  const request = signed(webhook, token, context.authToken)
  for (let attempt = 1; ; attempt += 1) {
    const outcome = URL.canParse(request.url) ? await post(request, connection) : notAUrl
    context.journal.add({
      kind: 'webhook',
      product: webhook.product,
      event: webhook.event,
      path: webhookPath(webhook),
      params: webhook.params,
      attempt,
      status: outcome.status,
      ...('error' in outcome ? { error: outcome.error } : {}),
      ...(context.fault === undefined ? {} : { fault: context.fault }),
    })
    const mayTryAgain = attempt <= connection.retries && outcome.reason !== null
    if (!mayTryAgain || !connection.retryOn.has(outcome.reason)) return outcome
  }
}

const notAUrl: Attempt = { status: null, reason: 'ct', error: 'not an absolute URL' }

function signed(webhook: Webhook, token: string, authToken: string): WebhookRequest {
  // The fragment holds overrides for Twilio: it is neither sent nor signed.
  const bare = webhook.url.split('#', 1)[0] ?? webhook.url
  const form = new URLSearchParams(webhook.params).toString()
  const isGet = webhook.method === 'GET'
  const url = isGet ? `${bare}${bare.includes('?') ? '&' : '?'}${form}` : bare
  return {
    method: webhook.method,
    url,
    body: isGet ? '' : form,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-twilio-signature': signature(authToken, url, isGet ? {} : webhook.params),
      'i-twilio-idempotency-token': token,
      accept: '*/*',
      'user-agent': 'TwilioProxy/1.1',
    },
  }
}

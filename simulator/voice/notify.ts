import type { Cloud } from '../cloud/cloud.ts'
import type { Listening } from './model.ts'

/** Sends an event to its callback, if the callback subscribes to it. Events of one resource leave in order. */
export function notify(
  cloud: Cloud,
  listening: Listening | null,
  event: { readonly name: string; readonly resource: string; readonly params: Readonly<Record<string, string>> },
): void {
  if (listening === null || listening.events?.includes(event.name) === false) return
  cloud.webhooks.send({
    product: 'api',
    event: event.name,
    url: listening.url,
    method: listening.method,
    resource: event.resource,
    params: { AccountSid: cloud.account.accountSid, ...event.params },
  })
}

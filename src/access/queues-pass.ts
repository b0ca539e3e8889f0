import { createHmac, timingSafeEqual } from 'node:crypto'

/** Gives a supervisor access to the queues' page, whose files browsers load without a Flex token. `until` in ms. */
export type QueuesPass = { readonly workerSid: string; readonly until: number }

/** Signs a pass: `WK….<expiry in s>.<HMAC-SHA256>`. */
export function signQueuesPass({ workerSid, until }: QueuesPass, secret: string): string {
  const body = `${workerSid}.${Math.floor(until / 1000)}`
  return `${body}.${mac(body, secret).toString('base64url')}`
}

/** Reads a pass. @returns undefined if none of our secrets signed it or it has expired */
export function readQueuesPass(text: string, secrets: readonly string[], now: number): QueuesPass | undefined {
  const [, body = '', workerSid = '', seconds = '', given = ''] =
    /^((WK[0-9a-f]{32})\.(\d{1,12}))\.([\w-]{43})$/.exec(text) ?? []
  const bytes = Buffer.from(given, 'base64url')
  const isOurs = secrets.some((secret) => bytes.length === 32 && timingSafeEqual(mac(body, secret), bytes))
  const until = Number(seconds) * 1000
  return body && isOurs && now < until ? { workerSid, until } : undefined
}

/** The label differs from those of links and workers' passes, so none can be used as another. */
const mac = (body: string, secret: string) =>
  createHmac('sha256', secret).update('escalate queues pass v1').update(body).digest()

import { createServer, type IncomingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'
import twilio from 'twilio'
import { fakeAccount } from '../../simulator/cloud/account.ts'
import { close, listen } from './running-simulator.ts'

export interface ReceivedWebhook {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly params: Record<string, string>
  /** By the SDK's own check. */
  readonly signed: boolean
}

export interface WebhookReceiver {
  readonly url: string
  readonly received: ReceivedWebhook[]
  /** Resolves as soon as so many webhooks have arrived. */
  readonly atLeast: (count: number) => Promise<ReceivedWebhook[]>
  /** Statuses for the next webhooks, in turn; then 204. `hang` never answers, `cut` ends the connection. */
  readonly answers: (number | 'hang' | 'cut')[]
  readonly stop: () => Promise<void>
}

/** Listens for webhooks as a product would, and checks their signatures with the real SDK. */
export async function startReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = []
  const answers: (number | 'hang' | 'cut')[] = []
  const waiting = new Set<() => void>()
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const target = request.url ?? '/'
    const isGet = request.method === 'GET'
    const params = Object.fromEntries(new URLSearchParams(isGet ? new URL(target, url).search : body))
    const signature = String(request.headers['x-twilio-signature'])
    received.push({
      method: request.method ?? '',
      path: target,
      headers: request.headers,
      params,
      signed: twilio.validateRequest(fakeAccount.authToken, signature, `${url}${target}`, isGet ? {} : params),
    })
    const answer = answers.shift() ?? 204
    if (answer === 'cut') request.socket.destroy()
    else if (answer !== 'hang') response.writeHead(answer).end()
    for (const look of waiting) look()
  })
  const url = await listen(server)
  return {
    url,
    received,
    answers,
    atLeast: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (received.length < count) return
          waiting.delete(look)
          resolve(received)
        }
        waiting.add(look)
        look()
      }),
    stop: () => close(server),
  }
}

import http from 'node:http'
import https from 'node:https'
import type { Connection, RetryReason } from './connection.ts'

export interface WebhookRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** The result of one attempt: an answer, or the reason why there is none. */
export type Attempt =
  | {
      readonly status: number
      readonly reason: RetryReason | null
      readonly contentType: string
      readonly body: string
    }
  | { readonly status: null; readonly reason: RetryReason; readonly error: string }

/** Reads answers up to the size that TwiML may have; most answers are empty. */
const mostRead = 64 * 1024

const agents = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: 64 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: 64 }),
}

/** Sends one webhook once. Never rejects: a failure is a result here. */
export function post(request: WebhookRequest, connection: Connection): Promise<Attempt> {
  return new Promise((resolve) => send(request, connection, resolve))
}

function send(request: WebhookRequest, connection: Connection, done: (attempt: Attempt) => void): void {
  const url = new URL(request.url)
  const secure = url.protocol === 'https:'
  let connected = false
  const sent = (secure ? https : http).request(url, {
    method: request.method,
    agent: agents[secure ? 'https:' : 'http:'],
    headers: { ...request.headers, 'content-length': String(Buffer.byteLength(request.body)) },
  })
  const giveUp = (why: string): void => void sent.destroy(new Error(why))
  const total = setTimeout(() => giveUp('total time exceeded'), connection.totalMs)
  const connect = setTimeout(() => giveUp('no connection in time'), connection.connectMs)
  let read: NodeJS.Timeout | undefined
  const finish = (attempt: Attempt): void => {
    for (const timer of [total, connect, read]) clearTimeout(timer)
    done(attempt)
  }
  const onConnected = (): void => {
    connected = true
    clearTimeout(connect)
    read = setTimeout(() => giveUp('no answer in time'), connection.readMs)
  }

  sent.on('socket', (socket) => {
    if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', onConnected)
    else onConnected()
  })
  sent.on('response', (response) => {
    const status = response.statusCode ?? 0
    const contentType = response.headers['content-type'] ?? ''
    let body = ''
    response.setEncoding('utf8').on('data', (text: string) => {
      if (body.length < mostRead) body += text
    })
    const reason = status >= 500 ? '5xx' : status >= 400 ? '4xx' : null
    response.on('end', () => finish({ status, reason, contentType, body }))
    // A truncated body is not retried, because the status has arrived.
    response.on('error', () => finish({ status, reason: null, contentType, body }))
  })
  sent.on('error', (error) => {
    // The receiver had already closed this kept-alive connection, which says nothing about the webhook: send it on a
    // new connection.
    if (sent.reusedSocket && 'code' in error && error.code === 'ECONNRESET') {
      for (const timer of [total, connect, read]) clearTimeout(timer)
      return send(request, connection, done)
    }
    finish({ status: null, reason: connected ? 'rt' : 'ct', error: error.message })
  })
  sent.end(request.body)
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { onTestFinished } from 'vitest'

export const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
export const oldSecret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`

type Received = {
  readonly id: string
  readonly body: { readonly type: string; readonly timestamp: string; readonly data: Readonly<Record<string, unknown>> }
}
type Answer = (n: number, response: ServerResponse, request: IncomingMessage) => void

const fine: Answer = (_, response) => void response.writeHead(204).end()

/** A receiver of events that checks signatures as the specification says, and answers as the test wants. */
export async function aReceiver(answer: Answer = fine, secrets: readonly string[] = [secret]) {
  const received: Received[] = []
  const forged: string[] = []
  const server = createServer(async (request, response) => {
    const payload = await text(request)
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    try {
      for (const each of secrets) new Webhook(each).verify(payload, headers)
      received.push({ id: headers['webhook-id'] ?? '', body: JSON.parse(payload) })
    } catch {
      forged.push(payload)
    }
    answer(received.length + forged.length, response, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // Bound to TCP, so it is an address and a port.
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/hook`, received, forged }
}

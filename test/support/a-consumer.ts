import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import twilio from 'twilio'
import { onTestFinished } from 'vitest'

type Got = {
  readonly body: string
  readonly type: string
  readonly task: string
  readonly isGenuine: boolean
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}
type Answer = (n: number, response: ServerResponse) => void

/** The earlier consumer of TaskRouter's events, which checks each with Twilio's own code. */
export async function aConsumer(
  authToken: string,
  answer: Answer = (_, response) => void response.writeHead(204).end(),
) {
  const got: Got[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const form = Object.fromEntries(new URLSearchParams(body))
    const url = `http://${request.headers.host}${request.url}`
    const signature = String(request.headers['x-twilio-signature'])
    got.push({
      body,
      type: form['EventType'] ?? '',
      task: form['TaskSid'] ?? '',
      isGenuine: twilio.validateRequest(authToken, signature, url, form),
      headers: request.headers,
    })
    answer(got.length, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // Bound to TCP, so it is an address and a port.
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/events?of=taskrouter`, got }
}

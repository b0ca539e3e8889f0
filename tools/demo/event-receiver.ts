import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'

/** Obviously made up: it signs events between two processes of the demo. */
const secret = `whsec_${Buffer.from('the-demo-receiver-has-no-secret').toString('base64')}`

const event = z.object({ type: z.string(), timestamp: z.string(), data: z.record(z.string(), z.unknown()) })

/** Starts a receiver of Escalate's events, which checks signatures and prints each event. */
export async function startEventReceiver(say: (line: string) => void) {
  const server = createServer(async (request, response) => {
    const payload = await text(request)
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    try {
      say(lineOf(event.parse(new Webhook(secret).verify(payload, headers))))
      response.writeHead(204).end()
    } catch {
      response.writeHead(400).end('not signed as agreed')
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A TCP server, so this is an address and a port.
  const { port } = server.address() as AddressInfo
  const endpoint = { id: 'demo', url: `http://127.0.0.1:${port}/events`, secrets: [secret] }
  return {
    env: { OUTBOUND_WEBHOOKS: JSON.stringify([endpoint]) },
    async stop(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function lineOf({ type, timestamp, data }: z.infer<typeof event>): string {
  const of = String(data['conversationSid'] ?? data['taskSid'] ?? '').slice(-4)
  const more = ['reason', 'seconds', 'stars'].flatMap((name) =>
    data[name] === undefined ? [] : `${name} ${data[name]}`,
  )
  return `${timestamp.slice(11, 19)}  event    …${of}  ${[type, ...more].join(', ')}`
}

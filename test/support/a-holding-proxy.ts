import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A proxy or virus scanner that opens event streams and holds their events back until it is told to let them through.
 * All other requests pass, as if they came to the server's own address. It can hold other requests for a while, too.
 */
export async function aHoldingProxy(target: string) {
  const { hostname, port, host, origin } = new URL(target)
  let isHolding = true
  let held: RegExp | undefined
  let waiting: (() => void)[] = []
  let streams = 0

  const server = createServer(async (from, to) => {
    if (held?.test(`${from.method} ${from.url}`)) await new Promise<void>((pass) => waiting.push(pass))
    const headers = { ...from.headers, host, ...(from.headers.origin && { origin }) }
    const asked = request({ hostname, port, method: from.method, path: from.url, headers, agent: false }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      to.flushHeaders()
      const isStream = answer.headers['content-type']?.startsWith('text/event-stream')
      if (isStream) streams += 1
      if (isStream && isHolding) answer.resume()
      else answer.pipe(to)
    })
    asked.on('error', () => to.destroy())
    to.on('close', () => asked.destroy())
    from.pipe(asked)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port: own } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${own}`

  return {
    url,
    /** The same address, through the proxy. */
    at: (address: string) => address.replace(origin, url),
    /** How many streams were opened. */
    streams: () => streams,
    /** Streams that are opened from now on come through. */
    letThrough(): void {
      isHolding = false
    },
    /** Requests like these (`POST /path`) wait here. @returns a function that lets them go on */
    hold(what: RegExp): () => void {
      held = what
      return () => {
        held = undefined
        for (const pass of waiting.splice(0)) pass()
      }
    },
    /** Breaks every existing connection. */
    cut: () => server.closeAllConnections(),
    waiting: () => waiting.length,
    stop(): void {
      waiting = []
      server.closeAllConnections()
      server.close()
    },
  }
}

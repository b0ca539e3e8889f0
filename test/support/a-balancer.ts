import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const everyMs = 300

/**
 * A balancer as deployments have one: it checks `/healthz`, sends requests to the healthy servers in turn, and repeats
 * a request only if no server was listening. A later break is a 502, because the balancer cannot know what was done.
 */
export async function aBalancer() {
  const known = new Map<string, boolean>()
  let turn = 0
  const look = async (url: string) =>
    known.set(
      url,
      await fetch(`${url}/healthz`)
        .then(({ ok }) => ok)
        .catch(() => false),
    )
  const timer = setInterval(() => void Promise.all([...known.keys()].map(look)), everyMs)

  function forward(from: IncomingMessage, body: Buffer, to: ServerResponse, tried: readonly string[] = []): void {
    const ready = [...known].flatMap(([url, isReady]) => (isReady && !tried.includes(url) ? [url] : []))
    turn += 1
    const url = ready[turn % ready.length]
    if (!url) return void to.writeHead(502).end()
    const { method, url: path, headers } = from
    const asked = request(`${url}${path}`, { method, headers, agent: false }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(to)
    })
    asked.on('error', (problem: NodeJS.ErrnoException) => {
      if (problem.code === 'ECONNREFUSED') return forward(from, body, to, [...tried, url])
      if (!to.headersSent) to.writeHead(502)
      to.end()
    })
    asked.end(body)
  }

  const server = createServer(async (from, to) => {
    const chunks: Buffer[] = []
    for await (const chunk of from) chunks.push(chunk)
    forward(from, Buffer.concat(chunks), to)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    /** From now on this server has its turn, too, while it is healthy. */
    use: (url: string) => look(url),
    stop(): void {
      clearInterval(timer)
      server.closeAllConnections()
      server.close()
    },
  }
}

import { createHttpServer, type HttpServer } from '../src/http/server.ts'

export type Answers = {
  readonly metrics: () => Promise<string>
  readonly port: number
  readonly host: string
  readonly about: Parameters<typeof createHttpServer>[1]
}

/** A worker answers nobody but its operators: `/metrics` and `/healthz`. @throws when the port is taken */
export async function listen({ metrics, port, host, about }: Answers): Promise<HttpServer> {
  const listening = createHttpServer((request, response) => {
    if (request.url === '/healthz')
      return void response.setHeader('content-type', 'application/json').end('{"status":"ok"}')
    if (request.url !== '/metrics') return void response.writeHead(404).end()
    metrics().then(
      (text) => response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8').end(text),
      () => response.writeHead(500).end(),
    )
  }, about)
  await new Promise<void>((resolve, reject) => listening.server.once('error', reject).listen(port, host, resolve))
  return listening
}

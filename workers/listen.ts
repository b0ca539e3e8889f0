import { createHttpServer, type HttpServer } from '../src/http/server.ts'

export type Answers = {
  readonly metrics: () => Promise<string>
  /** Why this process does no work; undefined if it works. */
  readonly whatIsWrong: () => string | undefined
  readonly port: number
  readonly host: string
  readonly about: Parameters<typeof createHttpServer>[1]
}

/** Serves `/metrics` and `/healthz`, for operators only. @throws if the port is in use */
export async function listen({ metrics, whatIsWrong, port, host, about }: Answers): Promise<HttpServer> {
  const listening = createHttpServer((request, response) => {
    if (request.url === '/healthz') {
      const reason = whatIsWrong()
      response.writeHead(reason === undefined ? 200 : 503, { 'content-type': 'application/json' })
      return void response.end(JSON.stringify(reason === undefined ? { status: 'ok' } : { status: 'stuck', reason }))
    }
    if (request.url !== '/metrics') return void response.writeHead(404).end()
    metrics().then(
      (text) => response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8').end(text),
      () => response.writeHead(500).end(),
    )
  }, about)
  await new Promise<void>((resolve, reject) => listening.server.once('error', reject).listen(port, host, resolve))
  return listening
}

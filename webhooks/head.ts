import type { Hono } from 'hono'

type Fetch = Hono['fetch']
type Rest = Parameters<Fetch> extends [Request, ...infer Others] ? Others : never

/**
 * Hono answers HEAD by running the handler of GET and ignores its body, so an event stream would stay open without a
 * reader. Hence HEAD opens no event stream, and cancels any other body. Wraps the whole app, because a middleware would
 * make Hono compose.
 */
export function answerHead(app: { fetch: Fetch }): void {
  const answer = app.fetch
  app.fetch = (request, ...rest) =>
    request.method === 'HEAD' ? headOf(answer, request, rest) : answer(request, ...rest)
}

async function headOf(answer: Fetch, { url, headers }: Request, rest: Rest): Promise<Response> {
  // Every event stream has such a path (`app.ts`), as the request count also assumes.
  if (new URL(url).pathname.endsWith('/events'))
    return new Response(null, { status: 405, headers: { Allow: 'GET', 'Cache-Control': 'no-store' } })
  const got = await answer(new Request(url, { headers }), ...rest)
  await got.body?.cancel()
  return new Response(null, got)
}

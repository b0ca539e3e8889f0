import type { Hono } from 'hono'

type Fetch = Hono['fetch']
type Rest = Parameters<Fetch> extends [Request, ...infer Others] ? Others : never

/**
 * Hono answers HEAD by running the handler of GET, and lets its body lie: a line of events would stay open for nobody. So HEAD opens no
 * line at all, and whatever else an answer would go on reading is ended. Around the whole app, not in it: a middleware
 * would make Hono compose.
 */
export function answerHead(app: { fetch: Fetch }): void {
  const answer = app.fetch
  app.fetch = (request, ...rest) =>
    request.method === 'HEAD' ? headOf(answer, request, rest) : answer(request, ...rest)
}

async function headOf(answer: Fetch, { url, headers }: Request, rest: Rest): Promise<Response> {
  // Every line of events is at such a path (`app.ts`), as the count of requests knows, too.
  if (new URL(url).pathname.endsWith('/events'))
    return new Response(null, { status: 405, headers: { Allow: 'GET', 'Cache-Control': 'no-store' } })
  const got = await answer(new Request(url, { headers }), ...rest)
  await got.body?.cancel()
  return new Response(null, got)
}

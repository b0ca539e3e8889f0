import type { z } from 'zod'
import type { Answer, Method, PathNames } from '../rest/route.ts'

/** A request of a browser's SDK, over HTTP or over a socket. */
export interface ClientRequest {
  readonly method: string
  /** The path without its query. */
  readonly path: string
  readonly query: URLSearchParams
  /** Parsed JSON, or a form as an object. */
  readonly body: unknown
}

export interface ClientCall<Names extends string, Body> {
  readonly at: Readonly<Record<Names, string>>
  readonly query: URLSearchParams
  readonly body: Body
}

/** A route of one host. `Caller` is an agent or a socket. */
export interface ClientRoute<Caller> {
  readonly method: Method
  readonly pattern: RegExp
  readonly respond: (call: ClientCall<string, unknown>, caller: Caller) => Answer
}

/** Declares a route for an SDK. Body fields that the schema does not name are ignored. */
export function clientRoute<Caller, const Path extends string, Schema extends z.ZodType>(
  method: Method,
  path: Path,
  body: Schema,
  answer: (call: ClientCall<PathNames<Path>, z.output<Schema>>, caller: Caller) => Answer,
): ClientRoute<Caller> {
  return {
    method,
    pattern: new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
    respond: (call, caller) => {
      const parsed = body.safeParse(call.body ?? {})
      if (!parsed.success) return { status: 400, body: { status: 400, code: 20001, message: parsed.error.message } }
      return answer({ ...call, body: parsed.data }, caller)
    },
  }
}

/** Answers a request with the first route that matches; undefined if none does. */
export function answerClient<Caller>(
  routes: readonly ClientRoute<Caller>[],
  { method, path, query, body }: ClientRequest,
  caller: Caller,
): Answer | undefined {
  for (const route of routes) {
    const found = route.method === method ? route.pattern.exec(path) : null
    if (found === null) continue
    const at = Object.fromEntries(
      Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    )
    return route.respond({ at, query, body }, caller)
  }
  return undefined
}

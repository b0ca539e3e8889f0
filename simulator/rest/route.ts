import type { z } from 'zod'
import { invalid } from './rest-error.ts'

/** The names between slashes: `/v1/Rooms/:room` has `room`. */
export type PathNames<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathNames<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never

/** One request, authenticated, its parameters checked. */
export interface Call<Names extends string, Params> {
  readonly at: Readonly<Record<Names, string>>
  readonly params: Params
  readonly path: string
  /** The full address as Twilio would write it, without the query. */
  readonly address: string
  readonly query: URLSearchParams
  readonly header: (name: string) => string | undefined
}

export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export type Method = 'GET' | 'POST' | 'DELETE'

/** A route of one product, ready to be mounted. */
export interface Route {
  readonly method: Method
  readonly path: string
  readonly respond: (call: Call<string, unknown>) => Answer
}

interface Terms<Schema extends z.ZodType> {
  readonly params: Schema
  /** Error codes for single parameters, where the product has its own. The rest are 20001. */
  readonly codes?: Readonly<Record<string, number>>
}

/** Declares a route: what it takes and what it answers. Unknown parameters are refused. */
export function route<const Path extends string, Schema extends z.ZodType>(
  method: Method,
  path: Path,
  terms: Terms<Schema>,
  answer: (call: Call<PathNames<Path>, z.output<Schema>>) => Answer,
): Route {
  return {
    method,
    path,
    respond: (call) => {
      const parsed = terms.params.safeParse(call.params)
      if (!parsed.success) throw refusal(parsed.error, terms.codes ?? {})
      return answer({ ...call, params: parsed.data })
    },
  }
}

/** The order of methods in a URL's life: read is 200, made is 201. */
export const ok = (body: unknown, headers?: Readonly<Record<string, string>>): Answer => ({
  status: 200,
  body,
  ...(headers === undefined ? {} : { headers }),
})
export const created = (body: unknown): Answer => ({ status: 201, body })
export const accepted = (body: unknown): Answer => ({ status: 202, body })
export const deleted: Answer = { status: 204 }

function refusal(error: z.ZodError, codes: Readonly<Record<string, number>>) {
  const issue = error.issues[0]
  if (issue?.code === 'unrecognized_keys') return invalid(`Unknown parameter '${issue.keys.join("', '")}'`)
  const name = String(issue?.path[0] ?? '')
  return invalid(`Invalid parameter '${name}': ${issue?.message ?? 'not accepted'}`, codes[name])
}

import type { z } from 'zod'
import { invalid } from './rest-error.ts'

/** The parameter names of a path: `/v1/Rooms/:room` has `room`. */
export type PathNames<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathNames<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never

/** One authenticated request with checked parameters. */
export interface Call<Names extends string, Params> {
  readonly at: Readonly<Record<Names, string>>
  readonly params: Params
  readonly path: string
  /** The full address as Twilio writes it, without the query. */
  readonly address: string
  readonly query: URLSearchParams
  readonly header: (name: string) => string | undefined
  /** The largest page of a list, if the account is set so. */
  readonly mostPerPage: number | null
}

export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** The part of the request that is not imitated. The log and a header name it. */
  readonly gap?: string
}

export type Method = 'GET' | 'POST' | 'DELETE'

/** A route of one product, ready to mount. */
export interface Route {
  readonly method: Method
  readonly path: string
  readonly respond: (call: Call<string, unknown>) => Answer
}

export interface Terms<Schema extends z.ZodType> {
  readonly params: Schema
  /** Error codes for single parameters, where the product has its own. All others get 20001. */
  readonly codes?: Readonly<Record<string, number>>
  /** Whether the route takes JSON instead of a form. */
  readonly json?: boolean
  /** Parameters that an empty value clears. Other empty parameters count as absent. */
  readonly clearable?: readonly string[]
  /** Parameters that are accepted, as at Twilio, and have no effect here. */
  readonly idle?: readonly string[]
}

/** Declares a route: its parameters and its answer. Refuses unknown parameters; reports idle ones as a gap. */
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
      const isJson = call.header('content-type')?.startsWith('application/json') === true
      const isGiven = method === 'POST' && Object.keys(call.params ?? {}).length > 0
      if (isGiven && isJson !== (terms.json ?? false)) throw invalid(`It takes ${isJson ? 'a form, not JSON' : 'JSON'}`)
      const given: Parameters = isJson ? { ...(call.params ?? {}) } : withoutEmpty(call.params, terms.clearable ?? [])
      const parsed = terms.params.safeParse(given)
      if (!parsed.success) throw refusal(parsed.error, terms.codes ?? {})
      const answered = answer({ ...call, params: parsed.data })
      const idle = (terms.idle ?? []).filter((name) => name in given && given[name] !== '')
      return idle.length === 0 ? answered : { ...answered, gap: `no effect of ${idle.join(', ')}` }
    },
  }
}

/** Answers: a read is 200, a created resource 201. */
export const ok = (body: unknown, headers?: Readonly<Record<string, string>>): Answer => ({
  status: 200,
  body,
  ...(headers === undefined ? {} : { headers }),
})
/** The answer to a request that created a resource: 201. */
export const created = (body: unknown): Answer => ({ status: 201, body })
/** The answer to a request whose work continues: 202. */
export const accepted = (body: unknown): Answer => ({ status: 202, body })
export const deleted: Answer = { status: 204 }

type Parameters = Readonly<Record<string, unknown>>

/** SDKs send unset parameters as empty values. In JSON an empty value counts. */
function withoutEmpty(params: unknown, clearable: readonly string[]): Parameters {
  const named = Object.entries(params ?? {})
  return Object.fromEntries(named.filter(([name, value]) => value !== '' || clearable.includes(name)))
}

function refusal(error: z.ZodError, codes: Readonly<Record<string, number>>) {
  const unknown = error.issues.find((each) => each.code === 'unrecognized_keys')
  const issue = unknown ?? error.issues[0]
  if (issue?.code === 'unrecognized_keys') return invalid(`Unknown parameter '${issue.keys.join("', '")}'`)
  const name = String(issue?.path[0] ?? '')
  return invalid(`Invalid parameter '${name}': ${issue?.message ?? 'not accepted'}`, codes[name])
}

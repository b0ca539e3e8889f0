import type { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { notFound } from '../rest/rest-error.ts'
import { type Answer, type Call, type Method, type PathNames, type Route, route, type Terms } from '../rest/route.ts'

/**
 * Declares a route of the 2010 API, under the account's path. The API answers JSON because the path ends in `.json`.
 */
export function accountRoute<const Path extends string, Schema extends z.ZodType>(
  cloud: Cloud,
  method: Method,
  path: Path,
  terms: Terms<Schema>,
  answer: (call: Call<PathNames<Path>, z.output<Schema>>) => Answer,
): Route {
  const inner = route(method, path, terms, answer)
  return {
    method,
    path: `/2010-04-01/Accounts/:account${path}`,
    respond(call) {
      if (call.at['account'] !== cloud.account.accountSid || !call.path.endsWith('.json')) throw notFound(call.path)
      const bare = Object.entries(call.at).map(([name, value]) => [name, value.replace(/\.json$/, '')])
      return inner.respond({ ...call, at: Object.fromEntries(bare) })
    },
  }
}

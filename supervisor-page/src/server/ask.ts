import { type Answer, answered } from '../../../client-shared/answer.ts'
import type { Session } from './session.ts'

export type Asking = { readonly session: Session; readonly path: string; readonly json?: object }

/** Sends a request under `/api/supervisor` and returns the raw answer. A refused token ends the session. */
export async function fetchAs({ session, path, json }: Asking, init: RequestInit = {}): Promise<Response> {
  const answer = await fetch(`/api/supervisor${path}`, {
    ...init,
    method: json ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${session.token.value ?? ''}`,
      ...(json && { 'content-type': 'application/json' }),
    },
    ...(json && { body: JSON.stringify(json) }),
  })
  if (answer.status === 401) session.end()
  return answer
}

/** Sends a request and reads the answer; never throws. `T` is the type of the route's answer. */
export const ask = <T>(asking: Asking): Promise<Answer<T>> => answered((signal) => fetchAs(asking, { signal }))

import { inTime } from '../../../client-shared/in-time.ts'
import type { Problem } from '../../../webhooks/problem.ts'
import type { Session } from './session.ts'

export type Answer<T> = { readonly ok: true; readonly body: T } | { readonly ok: false; readonly problem: Problem }
export type Asking = { readonly session: Session; readonly path: string; readonly json?: object }

const away: Problem = { code: 'no-connection', message: '', retryable: true }

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
export async function ask<T>(asking: Asking): Promise<Answer<T>> {
  try {
    return await inTime(async (signal) => {
      const answer = await fetchAs(asking, { signal })
      const body: unknown = await answer.json()
      // From Escalate's own server, which also provides the type; a refusal is always a Problem (webhooks/problem.ts).
      return answer.ok ? { ok: true, body: body as T } : { ok: false, problem: body as Problem }
    })
  } catch {
    return { ok: false, problem: away }
  }
}

import { inTime } from './in-time.ts'

/** The reason of a refusal (webhooks/problem.ts), or of a request that the server did not answer. */
export type Problem = { readonly code: string; readonly message: string; readonly retryable: boolean }
export type Answer<T> = { readonly ok: true; readonly body: T } | { readonly ok: false; readonly problem: Problem }

/** Sends a request and reads the answer; never throws. `T` is the type of the route's answer. */
export async function answered<T>(request: (signal: AbortSignal) => Promise<Response>): Promise<Answer<T>> {
  try {
    return await inTime(async (signal) => {
      const reply = await request(signal)
      const body: unknown = await reply.json()
      // From Escalate's own server, which also provides the type; a refusal is always a Problem.
      return reply.ok ? { ok: true, body: body as T } : { ok: false, problem: body as Problem }
    })
  } catch {
    return { ok: false, problem: { code: 'no-connection', message: '', retryable: true } }
  }
}

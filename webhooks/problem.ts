import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Retryable } from '../src/core/errors.ts'
import type { Refusal, RefusalData } from '../src/core/feature.ts'
import { storeTroubleIn } from '../src/engine/store-trouble.ts'

/**
 * The one shape of every refusal: a code, a sentence for callers of the API, and whether the same request may succeed
 * later. Our clients translate it by its code into the reader's language.
 */
export type Problem = Refusal

/** Thrown by a route that cannot go on; `app.ts` turns it into the answer. */
export class Refused extends Error {
  override name = 'Refused'
  readonly status: ContentfulStatusCode
  readonly problem: Problem
  constructor(status: ContentfulStatusCode, code: string, message: string, retryable = false, data: RefusalData = {}) {
    super(message)
    this.status = status
    this.problem = { code, message, retryable, ...data }
  }
}

/** A feature's refusal with the feature's status for it; 409 where it names none. */
export const refusedBy = (
  { code, message, retryable, ...data }: Refusal,
  statusOf: Readonly<Record<string, ContentfulStatusCode>>,
): Refused => new Refused(statusOf[code] ?? 409, code, message, retryable, data)

/** Answers with no more than the caller needs: no stack, no library's message, no input. */
export function answerProblem(c: Context, problem: unknown): Response {
  if (problem instanceof Refused) return c.json(problem.problem, problem.status)
  if (problem instanceof Retryable || storeTroubleIn(problem)) {
    c.header('Retry-After', '1')
    return c.json({ code: 'unavailable', message: 'This cannot be done right now.', retryable: true }, 503)
  }
  if (problem instanceof HTTPException && problem.status < 500) {
    return c.json({ code: 'bad-request', message: 'The request cannot be read.', retryable: false }, problem.status)
  }
  return c.json({ code: 'internal', message: 'Something went wrong on our side.', retryable: true }, 500)
}

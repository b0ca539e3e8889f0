import { KeyRefused, Permanent, Retryable } from '../core/errors.ts'

/** Twilio's error codes that mean something to us. https://www.twilio.com/docs/api/errors */
export const code = {
  notFound: 20404,
  /** If-Match named an older version of the task. */
  versionMismatch: 20412,
  /** The conversation of an interaction's channel is closed or missing. */
  conversationClosed: 45376,
  /** The status cannot be applied: the room is completed already. */
  roomStatusInvalid: 53112,
  /** A room of this unique name is in progress. */
  roomExists: 53113,
  /** The call is over, so nothing on it can be changed. */
  callNotInProgress: 21220,
} as const

/** Errors of requests that never reached Twilio, which are always safe to repeat. */
const notSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'CERT_HAS_EXPIRED']

type Answer = {
  readonly status: number | undefined
  readonly code: number | string | undefined
  readonly text: string
  readonly retryAfterMs?: number
}

/** The answer in an error. The SDK has two exception types and passes axios errors through. */
function answerOf(problem: unknown): Answer {
  if (!(problem instanceof Error)) return { status: undefined, code: undefined, text: String(problem) }
  const status = 'status' in problem && typeof problem.status === 'number' ? problem.status : undefined
  const code =
    'code' in problem && (typeof problem.code === 'number' || typeof problem.code === 'string')
      ? problem.code
      : undefined
  const retryAfter =
    'retryAfterMs' in problem && typeof problem.retryAfterMs === 'number' ? { retryAfterMs: problem.retryAfterMs } : {}
  return { status, code, text: problem.message, ...retryAfter }
}

export const isCode = (problem: unknown, wanted: number): boolean => answerOf(problem).code === wanted
export const isStatus = (problem: unknown, wanted: number): boolean => answerOf(problem).status === wanted

/** 4xx statuses that do not concern the content of the request: they are about caller, path, time or version. */
const aboutOthers = [401, 403, 404, 408, 409, 412, 429]

/** Whether Twilio refuses the content of a request. */
export function isRefused(problem: unknown): boolean {
  const { status = 0 } = answerOf(problem)
  return status >= 400 && status < 500 && !aboutOthers.includes(status)
}

/**
 * Whether the name of a stream is taken. Twilio documents that names are unique in a call, but no error code for a
 * taken name: it is a 400 like other bad requests, and only the text differs.
 */
export function saysTaken(problem: unknown): boolean {
  const { status, text } = answerOf(problem)
  return (
    (status === 400 || status === 409) && /name/i.test(text) && /already|in use|unique|exists|duplicate/i.test(text)
  )
}

/** Whether a stream was refused because all tracks of the call are in use. */
export function saysFull(problem: unknown): boolean {
  const { status, text } = answerOf(problem)
  return (
    (status === 400 || status === 409) && /track/i.test(text) && /limit|maximum|exceed|can have|too many/i.test(text)
  )
}

/**
 * Classifies failures; no other code does.
 * - never sent, or 429 (Twilio promises that it did not process the request): safe to retry
 * - 401: wait until Twilio accepts our key
 * - time-out, reset, 5xx, an unusable answer: retry, but the work may have been done
 * - every other answer: a retry cannot help
 */
export function sorted(doing: string, problem: unknown): Retryable | Permanent {
  if (problem instanceof Retryable || problem instanceof Permanent) return problem
  const { status, code, text, retryAfterMs } = answerOf(problem)
  const answered = { cause: problem, status: status ?? 0 }
  const message = `${doing}: ${text}${typeof code === 'number' ? ` (${code})` : ''}`
  if (status === 401) return new KeyRefused(message, answered)
  if (status === 429 || (typeof code === 'string' && notSent.includes(code))) {
    return new Retryable(message, { ...answered, retryAfterMs })
  }
  if (status === undefined || status >= 500 || status < 400) {
    return new Retryable(message, { ...answered, ambiguous: true })
  }
  return new Permanent(message, { ...answered, code: typeof code === 'number' ? code : status })
}

/** Runs a call to Twilio. `doing` names it in messages, e.g. "create room". @throws Retryable or Permanent only */
export async function calling<T>(doing: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (problem) {
    throw sorted(doing, problem)
  }
}

/** The SID in an answer. @throws Retryable without one, as in a proxy's error page with status 200 */
export function sidIn(doing: string, answer: { readonly sid?: unknown }): string {
  if (typeof answer.sid === 'string' && /^[A-Z]{2}[0-9a-fA-F]{32}$/.test(answer.sid)) return answer.sid
  throw new Retryable(`${doing}: the answer is not a resource`, { ambiguous: true })
}

import { errorBody, notFound } from './rest-error.ts'
import type { Answer } from './route.ts'

/** The answer to a lagging read: a new resource is 404, and missing from lists. */
export function lagging(answer: Answer, path: string, isSeen: (sid: string) => boolean): Answer {
  const { body } = answer
  if (answer.status >= 400 || !isObject(body)) return answer
  const sid = sidOf(body)
  if (sid !== undefined && !isSeen(sid)) {
    const missing = notFound(path)
    return { status: missing.status, body: errorBody(missing) }
  }
  const lists = Object.entries(body).map(([key, value]) => [key, Array.isArray(value) ? value.filter(seen) : value])
  return { ...answer, body: Object.fromEntries(lists) }

  function seen(item: unknown): boolean {
    const of = sidOf(item)
    return of === undefined || isSeen(of)
  }
}

/** The SID that identifies a resource. For a conference participant it is the SID of the leg. */
export function sidOf(resource: unknown): string | undefined {
  if (!isObject(resource)) return undefined
  const { sid, call_sid: leg } = resource
  if (typeof sid === 'string') return sid
  return typeof leg === 'string' ? leg : undefined
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

import type { Context } from 'hono'
import { invalid, type RestError } from './rest-error.ts'

export type RawParameters = Readonly<Record<string, unknown>>

/**
 * The parameters of a request: the query of a GET, the form or JSON body of a POST. Repeated names become a list.
 * @returns the refusal for an unreadable body
 */
export async function readParameters(c: Context): Promise<RawParameters | RestError> {
  const { method } = c.req
  if (method !== 'POST') return fromForm(new URL(c.req.url).searchParams)
  if (c.req.header('content-type')?.startsWith('multipart/form-data') === true) return fromFiles(await c.req.formData())
  const body = await c.req.text()
  if (c.req.header('content-type')?.startsWith('application/json') === true) return fromJson(body)
  return fromForm(new URLSearchParams(body))
}

function fromForm(form: URLSearchParams): RawParameters {
  const params = new Map<string, string | string[]>()
  for (const [name, value] of form) {
    const earlier = params.get(name)
    if (earlier === undefined) params.set(name, value)
    else params.set(name, Array.isArray(earlier) ? [...earlier, value] : [earlier, value])
  }
  return Object.fromEntries(params)
}

/** A file's value is its text. */
async function fromFiles(form: FormData): Promise<RawParameters> {
  const values = [...form].map(async ([name, value]) => [name, typeof value === 'string' ? value : await value.text()])
  return Object.fromEntries(await Promise.all(values))
}

function fromJson(body: string): RawParameters | RestError {
  const parsed = body === '' ? {} : parse(body)
  const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
  return isObject ? { ...parsed } : invalid('The body is not a JSON object')
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

import type { Context } from 'hono'

export type RawParameters = Readonly<Record<string, unknown>>

/** The parameters of a request: the query of a GET, the form or JSON body of a POST. Repeated names become a list. */
export async function readParameters(c: Context): Promise<RawParameters> {
  const { method } = c.req
  if (method !== 'POST') return fromForm(new URL(c.req.url).searchParams)
  const body = await c.req.text()
  if (c.req.header('content-type')?.startsWith('application/json') === true) return fromJson(body)
  return fromForm(new URLSearchParams(body))
}

function fromForm(form: URLSearchParams): RawParameters {
  const params: Record<string, string | string[]> = {}
  for (const [name, value] of form) {
    const earlier = Object.hasOwn(params, name) ? params[name] : undefined
    if (earlier === undefined) params[name] = value
    else params[name] = Array.isArray(earlier) ? [...earlier, value] : [earlier, value]
  }
  return params
}

function fromJson(body: string): RawParameters {
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
  } catch {
    return {}
  }
}

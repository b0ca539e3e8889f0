import type { Context } from 'hono'
import type { z } from 'zod'
import { ControlError } from './control-error.ts'

/** Reads and checks the JSON body of a control request. A missing body counts as `{}`. */
export async function readBody<T extends z.ZodType>(c: Context, schema: T): Promise<z.output<T>> {
  const parsed = schema.safeParse(parse(await c.req.text()))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `
  throw new ControlError(400, 'invalid_request', `${where}${issue?.message ?? 'not accepted'}`)
}

function parse(body: string): unknown {
  if (body === '') return {}
  try {
    return JSON.parse(body)
  } catch {
    throw new ControlError(400, 'invalid_json', 'The body is not JSON')
  }
}

import type { Context } from 'hono'
import type { z } from 'zod'

type Checked = { readonly success: boolean; readonly error?: { readonly issues: readonly z.core.$ZodIssue[] } }

/** Answers which fields of the input are wrong, without repeating their content. */
export function invalid({ success, error }: Checked, c: Context) {
  if (success) return
  const fields = (error?.issues ?? []).map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`)
  return c.json({ code: 'invalid', message: fields.join('; '), retryable: false }, 400)
}

import { field, textField } from '../flex/field.ts'

/** Why not, as the server says it (webhooks/problem.ts), or as it looks from here when no server of ours answered. */
export type Problem = { readonly code: string; readonly message: string; readonly retryable: boolean }
export type Answer<T> = { readonly ok: true; readonly body: T } | { readonly ok: false; readonly problem: Problem }

export const away: Problem = { code: 'no-connection', message: '', retryable: true }
export const tooSlow: Problem = { code: 'too-slow', message: '', retryable: true }

/** Also for a proxy's HTML, an empty body, or JSON that is somebody else's. */
export function problemOf(status: number, body: unknown): Problem {
  const [code, message] = [textField(body, 'code'), textField(body, 'message')]
  if (code && message) return { code, message: message.slice(0, 300), retryable: field(body, 'retryable') === true }
  return { code: status === 401 ? 'bad-token' : 'bad-answer', message: '', retryable: status >= 500 || status === 429 }
}

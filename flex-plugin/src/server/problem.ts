import { field, textField } from '../flex/field.ts'

/** Why not, as the server says it (webhooks/problem.ts), or as it looks from here when no server of ours answered. */
export type Problem = {
  readonly code: string
  readonly message: string
  readonly retryable: boolean
  /** The other task, where one is in the way. */
  readonly taskSid?: string | undefined
  /** Whom it is about. */
  readonly name?: string | undefined
  /** Names that are like what was typed. */
  readonly found?: readonly string[] | undefined
}
export type Answer<T> = { readonly ok: true; readonly body: T } | { readonly ok: false; readonly problem: Problem }

export const away: Problem = { code: 'no-connection', message: '', retryable: true }
export const tooSlow: Problem = { code: 'too-slow', message: '', retryable: true }

/** A refusal of the server's, in an answer or on a task. */
export function refusalIn(said: unknown): Problem | undefined {
  const [code, message] = [textField(said, 'code'), textField(said, 'message')]
  if (!code || !message) return undefined
  const names = field(said, 'found')
  return {
    code,
    message: message.slice(0, 300),
    retryable: field(said, 'retryable') === true,
    taskSid: textField(said, 'taskSid'),
    name: textField(said, 'name'),
    found: Array.isArray(names) ? names.filter((each) => typeof each === 'string') : undefined,
  }
}

/** Also for a proxy's HTML, an empty body, or JSON that is somebody else's. */
export const problemOf = (status: number, body: unknown): Problem =>
  refusalIn(body) ?? {
    code: status === 401 ? 'bad-token' : 'bad-answer',
    message: '',
    retryable: status >= 500 || status === 429,
  }

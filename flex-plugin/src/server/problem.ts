import { field, textField } from '../flex/field.ts'

/** The reason of a refusal from the server (webhooks/problem.ts), or of a failure when no Escalate server answered. */
export type Problem = {
  readonly code: string
  readonly message: string
  readonly retryable: boolean
  /** The other task that prevents the command. */
  readonly taskSid?: string | undefined
  /** The name of the agent or queue that the problem is about. */
  readonly name?: string | undefined
  /** Names similar to the typed one. */
  readonly found?: readonly string[] | undefined
}
export type Answer<T> = { readonly ok: true; readonly body: T } | { readonly ok: false; readonly problem: Problem }

export const away: Problem = { code: 'no-connection', message: '', retryable: true }
export const tooSlow: Problem = { code: 'too-slow', message: '', retryable: true }

/** Reads a refusal of the server, from an answer or from a task. */
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

/** Reads the problem of a failed answer, also from a proxy's HTML, an empty body, or foreign JSON. */
export const problemOf = (status: number, body: unknown): Problem =>
  refusalIn(body) ?? {
    code: status === 401 ? 'bad-token' : 'bad-answer',
    message: '',
    retryable: status >= 500 || status === 429,
  }

/** Errors that waiting does not mend: patterns of messages of Redis, a sentinel or TLS, and a text for the operator. */
const permanent: readonly (readonly [message: RegExp, text: string, reason?: string])[] = [
  [/WRONGPASS|invalid password/, 'user or password is wrong (WRONGPASS)', 'WRONGPASS'],
  [/NOAUTH/, 'it asks for a password (NOAUTH)', 'NOAUTH'],
  [/DENIED Redis is running in protected mode/, 'it is in protected mode, and refuses connections from other machines'],
  [/DB index is out of range|invalid DB index/i, 'there is no database of this number'],
  [/SELECT is not allowed in cluster mode/, 'a cluster has no databases: leave out the number'],
  [/\bMOVED \d/, 'this is a node of a cluster: use redis+cluster://'],
  [/cluster support disabled/, 'this is no cluster: use redis://'],
  [/unknown command.*sentinel/i, 'this is no sentinel: use redis://'],
  [/unknown command.*exists/i, 'this is a sentinel: use redis+sentinel://…/<name of the master>'],
  [/No such master with that name|sentinel.*invalid reply: null/, 'no sentinel knows a master of this name'],
  [/certificate/i, 'its TLS certificate is not accepted'],
]
const noRight = /NOPERM.*run the '([\w|-]+)' command/

/** Why Redis is unfit: one word, and a text for the operator. */
export type Unfit = { readonly reason: string; readonly text: string }

/** Finds the first problem that waiting does not mend. @returns undefined when waiting may help */
export function unfitReasonIn(problems: readonly unknown[]): Unfit | undefined {
  const messages = problems.flatMap(messagesOf).join('\n')
  const [, text, reason = 'unfit'] = permanent.find(([pattern]) => pattern.test(messages)) ?? []
  if (text !== undefined) return { reason, text }
  const [, command] = noRight.exec(messages) ?? []
  return command === undefined ? undefined : { reason: 'NOPERM', text: `the user has no right to +${command}` }
}

/** The messages of an error and its causes. ioredis keeps the error of a cluster's node in a field of its own. */
function messagesOf(problem: unknown): readonly string[] {
  if (!(problem instanceof Error)) return []
  const { lastNodeError } = { lastNodeError: undefined, ...problem } as { lastNodeError?: unknown }
  return [problem.message, ...messagesOf(problem.cause), ...messagesOf(lastNodeError)]
}

/** What no waiting mends, by what Redis, a sentinel or TLS says, and what a person is told of it. */
const hopeless: readonly (readonly [said: RegExp, told: string, reason?: string])[] = [
  [/WRONGPASS|invalid password/, 'user or password is wrong (WRONGPASS)', 'WRONGPASS'],
  [/NOAUTH/, 'it asks for a password (NOAUTH)', 'NOAUTH'],
  [/DENIED Redis is running in protected mode/, 'it is in protected mode, and takes nobody from elsewhere'],
  [/DB index is out of range|invalid DB index/i, 'there is no database of this number'],
  [/SELECT is not allowed in cluster mode/, 'a cluster has no databases: leave the number away'],
  [/\bMOVED \d/, 'this is a node of a cluster: redis+cluster:// leads there'],
  [/cluster support disabled/, 'this is no cluster: redis:// leads there'],
  [/unknown command.*sentinel/i, 'this is no sentinel: redis:// leads there'],
  [/unknown command.*exists/i, 'this is a sentinel: redis+sentinel://…/<name of the master> leads there'],
  [/No such master with that name|sentinel.*invalid reply: null/, 'no sentinel knows a master of this name'],
  [/certificate/i, 'its TLS certificate is not accepted'],
]
const noRight = /NOPERM.*run the '([\w|-]+)' command/

export type Unfit = { readonly reason: string; readonly told: string }

/** @returns undefined when waiting may help */
export function unfitReasonIn(problems: readonly unknown[]): Unfit | undefined {
  const said = problems.flatMap(wordsOf).join('\n')
  const [, told, reason = 'unfit'] = hopeless.find(([pattern]) => pattern.test(said)) ?? []
  if (told !== undefined) return { reason, told }
  const [, command] = noRight.exec(said) ?? []
  return command === undefined ? undefined : { reason: 'NOPERM', told: `the user has no right to +${command}` }
}

/** ioredis puts what a cluster's node said beside its own words. */
function wordsOf(problem: unknown): readonly string[] {
  if (!(problem instanceof Error)) return []
  const { lastNodeError } = { lastNodeError: undefined, ...problem } as { lastNodeError?: unknown }
  return [problem.message, ...wordsOf(problem.cause), ...wordsOf(lastNodeError)]
}

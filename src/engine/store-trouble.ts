import { StoreTrouble } from '../core/errors.ts'

/** Error words with which Redis refuses commands. In a script's error they follow a dash, or are at its beginning. */
const refused =
  /(?:^|[\s-])(READONLY|MASTERDOWN|LOADING|CLUSTERDOWN|NOREPLICAS|MISCONF|OOM|NOPERM|NOAUTH|WRONGPASS|BUSY|TRYAGAIN|UNBLOCKED)\b/
/** Redis reports a missing right inside a script as prose. The first text is of version 7.2 and later. */
const noRightInScript = /ACL failure in script|The user executing the script can't/
/** Messages of ioredis about a missing connection. */
const gone =
  /^(Connection is closed|Command aborted due to connection close|Reached the max retries per request|Stream isn't writeable|Cluster isn't ready|Cluster is |None of startup nodes|Too many Cluster redirections|Failed to refresh slots cache|All sentinels are unreachable|connect ETIMEDOUT|ERR max number of clients)/
const goneCodes = /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/

/** With these errors another server may be the master by now, so a new connection may find it. */
const elsewhere = new Set(['READONLY', 'MASTERDOWN', 'LOADING', 'CLUSTERDOWN', 'NOREPLICAS', 'MISCONF'])
export const mayBeElsewhere = (reason: string): boolean => elsewhere.has(reason)

/**
 * Classifies errors of the store; no other code does. The reason is Redis' own error word, or `away`, `silent`, `late`.
 *
 * @returns undefined when the store is not the cause, e.g. because a key has an unexpected type
 */
export function storeTroubleIn(problem: unknown): string | undefined {
  if (problem instanceof StoreTrouble) return problem.reason
  if (problem instanceof AggregateError) return inAll(problem.errors)
  if (!(problem instanceof Error)) return undefined
  const { message } = problem
  if (problem.name === 'ReplyError') return refusalIn(message) ?? (gone.test(message) ? 'away' : undefined)
  if (message.startsWith('Socket timeout')) return 'silent'
  if (message === 'Command timed out') return 'late'
  if (gone.test(message)) return refused.exec(message)?.[1] ?? 'away'
  return 'code' in problem && goneCodes.test(String(problem.code)) ? 'away' : undefined
}

/** @returns the error word of Redis in a message; undefined when it does not concern the whole store */
export const refusalIn = (message: string): string | undefined =>
  noRightInScript.test(message) ? 'NOPERM' : refused.exec(message)?.[1]

/** Several problems are the store's trouble if each of them is. */
function inAll(problems: readonly unknown[]): string | undefined {
  const reasons = problems.map(storeTroubleIn)
  return reasons.every((each) => each !== undefined) ? reasons[0] : undefined
}

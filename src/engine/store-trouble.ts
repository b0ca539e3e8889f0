import { StoreTrouble } from '../core/errors.ts'

/** The words with which Redis refuses. Inside a script's error they follow a dash, or stand at its beginning. */
const refused =
  /(?:^|[\s-])(READONLY|MASTERDOWN|LOADING|CLUSTERDOWN|NOREPLICAS|MISCONF|OOM|NOPERM|NOAUTH|WRONGPASS|BUSY|TRYAGAIN|UNBLOCKED)\b/
/** Of a right that a command in a script lacks, Redis says it in prose; the first is of 7.2 and later. */
const noRightInScript = /ACL failure in script|The user executing the script can't/
/** What ioredis says of a connection that is not there. */
const gone =
  /^(Connection is closed|Command aborted due to connection close|Reached the max retries per request|Stream isn't writeable|Cluster isn't ready|Cluster is |None of startup nodes|Too many Cluster redirections|Failed to refresh slots cache|All sentinels are unreachable|connect ETIMEDOUT|ERR max number of clients)/
const goneCodes = /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/

/** These say that another server may have the master's part by now, so a new connection may find it. */
const elsewhere = new Set(['READONLY', 'MASTERDOWN', 'LOADING', 'CLUSTERDOWN', 'NOREPLICAS', 'MISCONF'])
export const mayBeElsewhere = (reason: string): boolean => elsewhere.has(reason)

/**
 * Sorts errors, here and nowhere else: why our store did not do what it was asked, in Redis' own word or in `away`,
 * `silent`, `late`.
 *
 * @returns undefined when the store is not to blame, e.g. because a key holds something else than it should
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

/** @returns the word with which Redis refused, from what it said; undefined when it is no refusal of all commands */
export const refusalIn = (said: string): string | undefined =>
  noRightInScript.test(said) ? 'NOPERM' : refused.exec(said)?.[1]

/** Several problems are the store's when each of them is. */
function inAll(problems: readonly unknown[]): string | undefined {
  const reasons = problems.map(storeTroubleIn)
  return reasons.every((each) => each !== undefined) ? reasons[0] : undefined
}

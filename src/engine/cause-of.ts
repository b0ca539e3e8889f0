import { ZodError } from 'zod'
import { Permanent, Retryable, Unreadable } from '../core/errors.ts'

/** An error code of zlib, e.g. `Z_DATA_ERROR`. */
const zlibCode = /^Z_\w+$/

/**
 * Why one item failed, as a label of a metric: `twilio 500`, `twilio away` (no answer), `unreadable` (stored data or an
 * answer does not have its expected form), else `broken`.
 */
export function causeOf(problem: unknown): string {
  if (problem instanceof Retryable || problem instanceof Permanent) {
    if (problem.status === undefined) return 'twilio'
    return problem.status === 0 ? 'twilio away' : `twilio ${problem.status}`
  }
  return isUnreadable(problem) ? 'unreadable' : 'broken'
}

function isUnreadable(problem: unknown): boolean {
  if (problem instanceof ZodError || problem instanceof SyntaxError || problem instanceof Unreadable) return true
  if (!(problem instanceof Error)) return false
  return problem.message.startsWith('WRONGTYPE') || ('code' in problem && zlibCode.test(String(problem.code)))
}

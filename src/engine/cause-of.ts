import { ZodError } from 'zod'
import { Permanent, Retryable, Unreadable } from '../core/errors.ts'

/** zlib's own, e.g. `Z_DATA_ERROR`. */
const zlibCode = /^Z_\w+$/

/**
 * Why one item failed, in few words, because they are a label of a metric: `twilio 500`, `twilio away` (no answer),
 * `unreadable` (what is stored, or was answered, is not what it should be), else `broken`.
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

import { pino } from 'pino'
import { scrub } from './scrub.ts'

/** Errors are told by name, message and code. What hangs on them (requests, headers, answers) may hold secrets. */
function err(problem: unknown): Record<string, unknown> {
  if (!(problem instanceof Error)) return { message: scrub(String(problem)) }
  const code = 'code' in problem && typeof problem.code !== 'object' ? problem.code : undefined
  return {
    type: problem.name,
    message: scrub(problem.message),
    ...(code !== undefined && { code }),
    ...(problem.cause instanceof Error && { cause: err(problem.cause) }),
  }
}

/**
 * One JSON line per crossing: a fact decided, an effect performed, a request answered. Lines carry ids and types only;
 * message bodies, tokens, links and numbers are never handed to the log, and a scrubber stands behind that rule.
 */
export const createLog = (name: string, level: string) =>
  pino({ name, level, base: { name }, serializers: { err }, timestamp: pino.stdTimeFunctions.isoTime })

export type Log = ReturnType<typeof createLog>

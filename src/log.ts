import { pino } from 'pino'
import { scrub } from './scrub.ts'

/** Logs name, message and code of an error. Its other fields (requests, headers, answers) may hold secrets. */
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
 * Creates the log: one JSON line for each decided fact, performed effect and answered request. Lines carry ids and
 * types only. Code never logs message bodies, tokens, links or phone numbers; a scrubber backs up that rule.
 */
export const createLog = (name: string, level: string) =>
  pino({ name, level, base: { name }, serializers: { err }, timestamp: pino.stdTimeFunctions.isoTime })

export type Log = ReturnType<typeof createLog>

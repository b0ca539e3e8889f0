import { errorBody, RestError } from '../rest/rest-error.ts'
import type { Answer } from '../rest/route.ts'

/**
 * Runs `work` and turns Twilio's refusals into answers. A bug of the simulator stays an exception, which becomes a 500.
 */
export function refusable(work: () => Answer): Answer {
  try {
    return work()
  } catch (error) {
    if (error instanceof RestError) return { status: error.status, body: errorBody(error) }
    const message = error instanceof Error ? error.message : String(error)
    return { status: 500, body: errorBody({ status: 500, code: 20500, message: `Simulator failure: ${message}` }) }
  }
}

import { isStatus } from '../twilio/codes.ts'
import type { Finding } from './check.ts'

/** Nothing when what was asked for is there; the finding when Twilio knows no such thing. */
export async function unlessMissing(ask: () => Promise<unknown>, finding: Finding): Promise<readonly Finding[]> {
  try {
    await ask()
    return []
  } catch (problem) {
    if (isStatus(problem, 404)) return [finding]
    throw problem
  }
}

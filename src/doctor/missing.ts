import { isStatus } from '../twilio/codes.ts'
import type { Finding } from './check.ts'

/** Reads a resource. @returns the finding if Twilio answers 404, else no finding */
export async function unlessMissing(read: () => Promise<unknown>, finding: Finding): Promise<readonly Finding[]> {
  try {
    await read()
    return []
  } catch (problem) {
    if (isStatus(problem, 404)) return [finding]
    throw problem
  }
}

import { setTimeout as pause } from 'node:timers/promises'

/**
 * Repeats `look` until it returns a result.
 * @returns that result
 * @throws Error naming what did not happen
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  { withinMs = 60_000, everyMs = 25 } = {},
): Promise<T> {
  const deadline = performance.now() + withinMs
  let trouble: unknown
  while (performance.now() < deadline) {
    try {
      const seen = await look()
      if (seen !== undefined && seen !== false) return seen
      trouble = undefined
    } catch (problem) {
      trouble = problem
    }
    await pause(everyMs)
  }
  throw new Error(`Not seen within ${withinMs / 1000} s: ${what}`, { cause: trouble })
}

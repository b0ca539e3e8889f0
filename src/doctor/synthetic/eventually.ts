import { setTimeout as pause } from 'node:timers/promises'

/** Looks again and again until there is something to see. @returns undefined when time is up */
export async function eventually<T>(look: () => Promise<T | undefined>, withinMs: number): Promise<T | undefined> {
  const end = performance.now() + withinMs
  for (;;) {
    const seen = await look()
    if (seen !== undefined) return seen
    if (performance.now() > end) return undefined
    await pause(500)
  }
}

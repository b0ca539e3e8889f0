import { setTimeout as pause } from 'node:timers/promises'

/** How long to look (ms), and whether somebody wants to stop before that. */
export type Patience = { readonly withinMs: number; readonly signal?: AbortSignal | undefined }

/** Looks again and again until there is something to see. @returns undefined when time is up, or somebody wants to stop */
export async function eventually<T>(
  look: () => Promise<T | undefined>,
  { withinMs, signal }: Patience,
): Promise<T | undefined> {
  const end = performance.now() + withinMs
  for (;;) {
    const seen = await look()
    if (seen !== undefined) return seen
    if (signal?.aborted || performance.now() > end) return undefined
    await pause(500)
  }
}

import { setTimeout as pause } from 'node:timers/promises'

/** How long to wait (ms), and a signal for stopping earlier. */
export type Patience = { readonly withinMs: number; readonly signal?: AbortSignal | undefined }

/** Repeats a look until it returns something. @returns undefined when the time is up, or after the signal */
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

/** How long (ms) an answer may take before it counts as none. */
const patienceMs = 10_000

/** Gives a request an end, also where a network neither delivers nor refuses it. */
export async function inTime<T>(ask: (signal: AbortSignal) => Promise<T>, ms = patienceMs): Promise<T> {
  const end = new AbortController()
  const timer = setTimeout(() => end.abort(), ms)
  try {
    return await ask(end.signal)
  } finally {
    clearTimeout(timer)
  }
}

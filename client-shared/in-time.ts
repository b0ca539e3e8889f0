/** Milliseconds after which a request counts as unanswered. */
const patienceMs = 10_000

/** Aborts a request after `ms`, because some networks neither deliver nor refuse it. */
export async function inTime<T>(ask: (signal: AbortSignal) => Promise<T>, ms = patienceMs): Promise<T> {
  const end = new AbortController()
  const timer = setTimeout(() => end.abort(), ms)
  try {
    return await ask(end.signal)
  } finally {
    clearTimeout(timer)
  }
}

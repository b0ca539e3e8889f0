const patienceMs = 10_000

/** The answer of an address, or why there is none. */
export type Answer =
  | { readonly status: number; readonly type: string; readonly text: string }
  | { readonly why: string }

/** Sends a request without credentials. Never rejects, because a missing answer is a finding. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  try {
    const answer = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(patienceMs) })
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() }
  } catch (problem) {
    return { why: reasonOf(problem) }
  }
}

/** The reason of a failure. `fetch` only says "fetch failed", and keeps the reason as the cause. */
function reasonOf(problem: unknown): string {
  if (!(problem instanceof Error)) return String(problem)
  if (problem.name === 'TimeoutError') return `no answer in ${patienceMs / 1000} s`
  const { cause } = problem
  return cause instanceof Error && 'code' in cause ? String(cause.code) : problem.message
}

/** The JSON in an answer; undefined if there is none. */
export function jsonIn(answer: Answer): unknown {
  if ('why' in answer) return undefined
  try {
    return JSON.parse(answer.text)
  } catch {
    return undefined
  }
}

/** A few words about an answer, for findings. */
export const answerText = (answer: Answer): string => ('why' in answer ? answer.why : `it answers ${answer.status}`)

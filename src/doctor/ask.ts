const patienceMs = 10_000

/** What an address of the server answered, or why nothing came. */
export type Answer =
  | { readonly status: number; readonly type: string; readonly text: string }
  | { readonly why: string }

/** Asks as anybody outside would. Never rejects: no answer is what the doctor looks for. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  try {
    const answer = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(patienceMs) })
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() }
  } catch (problem) {
    return { why: reasonOf(problem) }
  }
}

/** `fetch` says "fetch failed", and keeps to itself as a cause what did. */
function reasonOf(problem: unknown): string {
  if (!(problem instanceof Error)) return String(problem)
  if (problem.name === 'TimeoutError') return `no answer in ${patienceMs / 1000} s`
  const { cause } = problem
  return cause instanceof Error && 'code' in cause ? String(cause.code) : problem.message
}

/** JSON of a known form in an answer; undefined for anything else. */
export function jsonIn(asked: Answer): unknown {
  if ('why' in asked) return undefined
  try {
    return JSON.parse(asked.text)
  } catch {
    return undefined
  }
}

export const answerText = (asked: Answer): string => ('why' in asked ? asked.why : `it answers ${asked.status}`)

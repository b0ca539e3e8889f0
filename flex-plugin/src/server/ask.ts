import { backOff } from './back-off.ts'
import { type Answer, away, problemOf, tooSlow } from './problem.ts'
import type { Session } from './session.ts'

type Reply = Pick<Response, 'ok' | 'status' | 'text'>

export type AskOptions<T> = {
  /** One try. The token is that of the moment. */
  readonly ask: (token: string, signal: AbortSignal) => Promise<Reply>
  /** What is of use in the answer, or nothing if it is not one. */
  readonly read: (body: unknown) => T | undefined
  readonly session: Session
  /** Whether asking twice does no harm. */
  readonly isRepeatable: boolean
  readonly timeoutMs?: number
  readonly pause?: (ms: number) => Promise<void>
}

const tries = 3
/** Somebody waits for it. Whoever has waited this long is told. */
const patienceMs = 6_000
const wait = (ms: number) => new Promise<void>((over) => setTimeout(over, ms))

/**
 * A question to the server. It never throws: what did not work is an answer with a reason. What may succeed later is asked
 * again, a few times and not at once; a token that was renewed meanwhile is another reason to.
 */
export async function ask<T>(options: AskOptions<T>): Promise<Answer<T>> {
  const { session, isRepeatable, pause = wait } = options
  let token = session.token()
  let isRenewed = false
  const began = performance.now()
  for (let attempt = 0; ; attempt += 1) {
    const answer = await once(token, options)
    if (answer.ok) return answer
    if (answer.problem.code === 'bad-token' && !isRenewed && session.token() !== token) {
      isRenewed = true
      token = session.token()
      continue
    }
    const isEnough = attempt >= tries - 1 || performance.now() - began > patienceMs
    if (!answer.problem.retryable || !isRepeatable || isEnough) return answer
    await pause(250 + backOff(attempt, { first: 500, most: 2_000 }))
    token = session.token()
  }
}

async function once<T>(token: string, { ask, read, timeoutMs = 4_000 }: AskOptions<T>): Promise<Answer<T>> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const reply = await ask(token, signal)
    const body = parsed(await reply.text())
    if (!reply.ok) return { ok: false, problem: problemOf(reply.status, body) }
    const found = read(body)
    return found === undefined ? { ok: false, problem: problemOf(reply.status, undefined) } : { ok: true, body: found }
  } catch {
    return { ok: false, problem: signal.aborted ? tooSlow : away }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

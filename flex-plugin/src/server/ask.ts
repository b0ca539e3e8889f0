import { backOff } from '../../../client-shared/back-off.ts'
import { type Answer, away, problemOf, tooSlow } from './problem.ts'
import type { Session } from './session.ts'

type Reply = Pick<Response, 'ok' | 'status' | 'text'>

export type AskOptions<T> = {
  /** Sends the request once, with the current token. */
  readonly ask: (token: string, signal: AbortSignal) => Promise<Reply>
  /** Reads the answer; undefined if the body is not the expected answer. */
  readonly read: (body: unknown) => T | undefined
  readonly session: Session
  /** Whether sending the request twice is harmless. */
  readonly isRepeatable: boolean
  readonly timeoutMs?: number
  readonly pause?: (ms: number) => Promise<void>
}

const tries = 3
/** An agent is waiting: no further attempt starts after this time. */
const patienceMs = 6_000
const wait = (ms: number) => new Promise<void>((over) => setTimeout(over, ms))

/**
 * Sends a request to the server. Never throws: a failure is an answer with a reason. Repeats a retryable request a few
 * times, after a pause, and repeats a request at once if its token was renewed meanwhile.
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
    await pause(backOff(attempt, { first: 750, most: 2_000 }))
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

import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { retryAfterIn } from '../core/retry-after.ts'
import { type AddressRule, isRefusedByName } from './address-rule.ts'
import { checkedLookup, ForbiddenAddress, type Resolve } from './checked-lookup.ts'

/** The result of one attempt. The answer's body is not kept, because anybody may have written it. */
export type Sent =
  | { readonly is: 'delivered' }
  | { readonly is: 'gone' }
  | { readonly is: 'failed'; readonly why: string; readonly retryAfterMs?: number }

export type Post = (url: string, headers: Readonly<Record<string, string | number>>, payload: string) => Promise<Sent>

const timeoutMs = 15_000
const forbidden: Sent = { is: 'failed', why: 'the address is not a public one' }
/** The most bytes of an answer that are read. A receiver that sends more is cut off. */
const mostAnswer = 16 * 1024

/**
 * Creates a function for POST requests. They follow no redirects, which would bypass the check of the address. The
 * check uses the addresses that the connection itself uses.
 */
export function createPost(rule: AddressRule, resolve?: Resolve): Post {
  const options = { keepAlive: true, maxSockets: 50, lookup: checkedLookup(rule, resolve) }
  const agents = { http: new HttpAgent(options), https: new HttpsAgent(options) }

  return async (url, headers, payload) => {
    const { protocol, hostname } = new URL(url)
    // Literal IP addresses are connected to without a look-up, so they are checked here.
    if (isRefusedByName(hostname, rule)) return forbidden
    const isSecure = protocol === 'https:'
    const all = { ...headers, 'content-length': Buffer.byteLength(payload) }
    try {
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        const [open, agent] = isSecure ? [httpsRequest, agents.https] : [httpRequest, agents.http]
        const signal = AbortSignal.timeout(timeoutMs)
        open(url, { method: 'POST', headers: all, agent, signal }, resolve).on('error', reject).end(payload)
      })
      drain(answer)
      return outcomeOf(answer)
    } catch (problem) {
      return problem instanceof ForbiddenAddress ? forbidden : { is: 'failed', why: reasonOf(problem) }
    }
  }
}

/** Reads the answer to its end, so that the connection can be used again; an endless answer is cut off. */
function drain(answer: IncomingMessage): void {
  let length = 0
  answer.on('error', () => {})
  answer.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length > mostAnswer) answer.destroy()
  })
  setTimeout(() => answer.destroy(), timeoutMs).unref()
}

function outcomeOf({ statusCode = 0, headers }: IncomingMessage): Sent {
  if (statusCode >= 200 && statusCode < 300) return { is: 'delivered' }
  if (statusCode === 410) return { is: 'gone' }
  const retryAfterMs = retryAfterIn(headers['retry-after'], Date.now())
  return { is: 'failed', why: `answered ${statusCode}`, ...(retryAfterMs !== undefined && { retryAfterMs }) }
}

/** The reason as an error code if there is one, because messages of network errors contain addresses. */
function reasonOf(problem: unknown): string {
  if (!(problem instanceof Error)) return 'failed'
  if (problem.name === 'AbortError' || problem.name === 'TimeoutError') return 'no answer in 15 s'
  return 'code' in problem && typeof problem.code === 'string' ? problem.code : problem.name
}

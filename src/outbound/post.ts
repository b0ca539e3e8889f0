import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { retryAfterIn } from '../core/retry-after.ts'
import { type AddressRule, isRefusedByName } from './address-rule.ts'
import { checkedLookup, ForbiddenAddress, type Resolve } from './checked-lookup.ts'

/** What became of one attempt. `askedMs`: the receiver's Retry-After. Nothing of the answer's body is kept: it is a stranger's. */
export type Sent =
  | { readonly is: 'delivered' }
  | { readonly is: 'gone' }
  | { readonly is: 'failed'; readonly why: string; readonly askedMs?: number }

export type Post = (url: string, headers: Readonly<Record<string, string | number>>, payload: string) => Promise<Sent>

const timeoutMs = 15_000
const forbidden: Sent = { is: 'failed', why: 'the address is not a public one' }
/** An answer needs no more; whoever sends without end is cut off. */
const mostAnswer = 16 * 1024

/**
 * One POST. Redirects are not followed: they would lead around the check of the address, which is made on what the name
 * resolves to, when the connection is made.
 */
export function createPost(rule: AddressRule, resolve?: Resolve): Post {
  const options = { keepAlive: true, maxSockets: 50, lookup: checkedLookup(rule, resolve) }
  const agents = { http: new HttpAgent(options), https: new HttpsAgent(options) }

  return async (url, headers, payload) => {
    const { protocol, hostname } = new URL(url)
    // An address that is written out is connected to without a look-up.
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

/** The connection can be used again when the answer has been read; not if there is no end to it. */
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
  const askedMs = retryAfterIn(headers['retry-after'], Date.now())
  return { is: 'failed', why: `answered ${statusCode}`, ...(askedMs !== undefined && { askedMs }) }
}

/** A code where there is one: messages of network errors name addresses. */
function reasonOf(problem: unknown): string {
  if (!(problem instanceof Error)) return 'failed'
  if (problem.name === 'AbortError' || problem.name === 'TimeoutError') return 'no answer in 15 s'
  return 'code' in problem && typeof problem.code === 'string' ? problem.code : problem.name
}

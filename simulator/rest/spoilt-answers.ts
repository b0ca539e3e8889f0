import { setTimeout as wait } from 'node:timers/promises'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import type { SocketEnv } from './connection.ts'

const page = (status: number) => `<!doctype html><html><body><h1>${status} from a proxy</h1></body></html>`

/** Answers like a proxy on the way to Twilio, or with half of the answer as if it were complete. */
export function garbage(status: number, content: 'html' | 'text' | 'half', answer: string): Response {
  const body = { html: page(status), text: `${status} Unavailable`, half: answer.slice(0, answer.length / 2) }[content]
  const type = { html: 'text/html', text: 'text/plain', half: 'application/json' }[content]
  return new Response(body, { status, headers: { 'content-type': type } })
}

/** Closes the connection in the middle of the answer. In-process there is no socket, so the answer is a marked 599. */
export function cutAnswer(c: Context<SocketEnv>, answer: string): Response {
  const outgoing = c.env?.outgoing
  if (outgoing === undefined) return c.text('answer cut', 599 as 500)
  outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(answer)) })
  outgoing.write(answer.slice(0, answer.length / 2), () => outgoing.destroy())
  return RESPONSE_ALREADY_SENT
}

/** Sends one byte at a time: a caller with a timeout per read never gives up, only one with a total timeout does. */
export async function drip(c: Context<SocketEnv>, answer: string, pauseMs: number): Promise<Response> {
  const outgoing = c.env?.outgoing
  if (outgoing === undefined) return c.text('answer drips', 599 as 500)
  outgoing.writeHead(200, { 'content-type': 'application/json' })
  for (const byte of Buffer.from(answer)) {
    if (outgoing.destroyed) break
    outgoing.write(Buffer.of(byte))
    await wait(pauseMs)
  }
  outgoing.end()
  return RESPONSE_ALREADY_SENT
}

import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'

export type SocketEnv = { Bindings: Partial<HttpBindings> }

/**
 * Destroys the caller's connection instead of answering. In-process there is no socket, so the answer is a marked 599.
 */
export function dropConnection(c: Context<SocketEnv>): Response {
  const outgoing = c.env?.outgoing
  if (outgoing === undefined) return c.text('connection dropped', 599 as 500)
  outgoing.destroy()
  return RESPONSE_ALREADY_SENT
}

/** Sends nothing until the caller gives up. */
export async function hangUntilGone(c: Context<SocketEnv>): Promise<Response> {
  const outgoing = c.env?.outgoing
  if (outgoing === undefined) return c.text('no answer', 599 as 500)
  if (!outgoing.destroyed) await new Promise<void>((resolve) => outgoing.once('close', () => resolve()))
  return RESPONSE_ALREADY_SENT
}

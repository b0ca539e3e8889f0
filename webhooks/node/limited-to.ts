import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Refused } from '../problem.ts'
import { type Wired, wireHeader } from './wire.ts'

/** Accepts bodies up to `maxSize` bytes; refuses larger ones with 413. */
export function limitedTo(maxSize: number): MiddlewareHandler {
  const check = bodyWithin(maxSize)
  return async function limitedTo(c, next) {
    await check(c)
    await next()
  }
}

/**
 * Twilio and browsers declare a body's length, and Node enforces it, so reading the header is enough; only a chunked
 * body has to be counted. Hono's own middleware reads the body in any case, which makes @hono/node-server build a full
 * `Request` and halves the throughput of the webhook routes.
 */
export function bodyWithin(maxSize: number): (c: Wired) => Promise<unknown> | undefined {
  const tooLarge = () => new Refused(413, 'too-large', 'The request is too large.')
  const counted = bodyLimit({
    maxSize,
    onError: () => {
      throw tooLarge()
    },
  })
  return (c) => {
    const length = wireHeader(c, 'content-length')
    if (length === undefined || wireHeader(c, 'transfer-encoding') !== undefined) return counted(c, async () => {})
    if (!(Number(length) <= maxSize)) throw tooLarge()
    return undefined
  }
}

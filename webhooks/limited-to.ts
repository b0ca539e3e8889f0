import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Refused } from './problem.ts'

/**
 * Bodies up to `maxSize` bytes. Twilio and browsers say how long a body is, and Node holds them to it, so reading the
 * header is enough; only a chunked body has to be counted. Hono's own middleware looks at the body in any case, which
 * makes @hono/node-server build a full `Request` and halves the rate of the webhook doors.
 */
export function limitedTo(maxSize: number): MiddlewareHandler {
  const tooLarge = () => new Refused(413, 'too-large', 'The request is too large.')
  const counted = bodyLimit({
    maxSize,
    onError: () => {
      throw tooLarge()
    },
  })
  return async function limitedTo(c, next) {
    const length = c.req.header('content-length')
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return counted(c, next)
    if (!(Number(length) <= maxSize)) throw tooLarge()
    await next()
  }
}

import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a link stands for: the customer's way into one escalation. It names no person. */
export type JoinLink = { readonly escalationId: string; readonly generation: number }

/**
 * A token is derived, not stored: conversation (16 bytes), start (6), generation (2), HMAC-SHA256 cut to 16. Deriving it
 * again gives the same one, so a repeated job posts the same link, and links outlive the loss of Redis. Without the
 * secret the chance to hit one is 2^-128. Whether it is still good is the escalation's state, not the token's.
 *
 * @param secret the first of the configured ones; the second only opens older links
 */
export function signJoinLink({ escalationId, generation }: JoinLink, secret: string): string {
  const body = Buffer.alloc(24)
  const [, conversation = '', start = ''] = escalationId.split('-')
  body.write(conversation, 0, 16, 'hex')
  body.writeUIntBE(Number.parseInt(start, 36), 16, 6)
  body.writeUInt16BE(generation, 22)
  return Buffer.concat([body, mac(body, secret)]).toString('base64url')
}

/** @returns what the token stands for, or undefined where no secret of ours made it */
export function readJoinLink(token: string, secrets: readonly string[]): JoinLink | undefined {
  const bytes = Buffer.from(token, 'base64url')
  // base64url decoding is lenient; a token has one spelling only.
  if (bytes.length !== 40 || bytes.toString('base64url') !== token) return undefined
  const body = bytes.subarray(0, 24)
  // Every secret is tried, so that the time taken does not tell which one matched.
  const matches = secrets.filter((secret) => timingSafeEqual(mac(body, secret), bytes.subarray(24)))
  if (matches.length === 0) return undefined
  const conversation = body.toString('hex', 0, 16)
  const start = body.readUIntBE(16, 6).toString(36)
  return { escalationId: `esc-${conversation}-${start}`, generation: body.readUInt16BE(22) }
}

const mac = (body: Buffer, secret: string) =>
  createHmac('sha256', secret).update('escalate join link v1').update(body).digest().subarray(0, 16)

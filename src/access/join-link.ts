import { createHmac, timingSafeEqual } from 'node:crypto'

/** The content of a join link: the customer's access to one escalation. It names nobody. */
export type JoinLink = { readonly escalationId: string; readonly generation: number }

/**
 * Derives the token of a link: conversation (16 bytes), start (6), generation (2), HMAC-SHA256 cut to 16. Tokens are
 * not stored: the same link always gives the same token, so a repeated job posts the same link, and links survive the
 * loss of Redis. Without the secret the chance to guess a token is 2^-128. Its validity depends on the state of the
 * escalation.
 *
 * @param secret the first configured secret; the second one only reads older links
 */
export function signJoinLink({ escalationId, generation }: JoinLink, secret: string): string {
  const body = Buffer.alloc(24)
  const [, conversation = '', start = ''] = escalationId.split('-')
  body.write(conversation, 0, 16, 'hex')
  body.writeUIntBE(Number.parseInt(start, 36), 16, 6)
  body.writeUInt16BE(generation, 22)
  return Buffer.concat([body, mac(body, secret)]).toString('base64url')
}

/** Reads a token. @returns undefined if none of our secrets signed it */
export function readJoinLink(token: string, secrets: readonly string[]): JoinLink | undefined {
  const bytes = Buffer.from(token, 'base64url')
  // base64url decoding is lenient; only the canonical spelling counts.
  if (bytes.length !== 40 || bytes.toString('base64url') !== token) return undefined
  const body = bytes.subarray(0, 24)
  // Tries every secret, so that the time does not show which one matched.
  const matches = secrets.filter((secret) => timingSafeEqual(mac(body, secret), bytes.subarray(24)))
  if (matches.length === 0) return undefined
  const conversation = body.toString('hex', 0, 16)
  const start = body.readUIntBE(16, 6).toString(36)
  return { escalationId: `esc-${conversation}-${start}`, generation: body.readUInt16BE(22) }
}

const mac = (body: Buffer, secret: string) =>
  createHmac('sha256', secret).update('escalate join link v1').update(body).digest().subarray(0, 16)

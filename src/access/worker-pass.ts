import { createHmac, timingSafeEqual } from 'node:crypto'

/** Gives a worker access to the video page. `until` in ms. */
export type WorkerPass = { readonly escalationId: string; readonly workerSid: string; readonly until: number }

const minute = 60_000
const bodyLength = 42
const macLength = 16

/** The role of the worker. It is signed, too, so neither kind can be used as the other, or as a customer's link. */
export type PassKind = 'agent' | 'supervisor'

/**
 * Signs a pass: conversation (16 bytes), start (6), worker (16), expiry in minutes (4), HMAC-SHA256 cut to 16. It only
 * names the worker, and grants nothing by itself.
 */
export function signWorkerPass(kind: PassKind, { escalationId, workerSid, until }: WorkerPass, secret: string): string {
  const body = Buffer.alloc(bodyLength)
  const [, conversation = '', start = ''] = escalationId.split('-')
  body.write(conversation, 0, 16, 'hex')
  body.writeUIntBE(Number.parseInt(start, 36), 16, 6)
  body.write(workerSid.slice(2), 22, 16, 'hex')
  body.writeUInt32BE(Math.ceil(until / minute), 38)
  return Buffer.concat([body, mac(kind, body, secret)]).toString('base64url')
}

/** @returns the pass, or undefined if none of our secrets signed it or it has expired */
export function readWorkerPass(
  kind: PassKind,
  token: string,
  secrets: readonly string[],
  now: number,
): WorkerPass | undefined {
  const bytes = Buffer.from(token, 'base64url')
  // base64url decoding is lenient; only the canonical spelling counts.
  if (bytes.length !== bodyLength + macLength || bytes.toString('base64url') !== token) return undefined
  const body = bytes.subarray(0, bodyLength)
  const matches = secrets.filter((secret) => timingSafeEqual(mac(kind, body, secret), bytes.subarray(bodyLength)))
  const until = body.readUInt32BE(38) * minute
  if (matches.length === 0 || now >= until) return undefined
  return {
    escalationId: `esc-${body.toString('hex', 0, 16)}-${body.readUIntBE(16, 6).toString(36)}`,
    workerSid: `WK${body.toString('hex', 22, 38)}`,
    until,
  }
}

const mac = (kind: PassKind, body: Buffer, secret: string) =>
  createHmac('sha256', secret).update(`escalate ${kind} pass v1`).update(body).digest().subarray(0, macLength)

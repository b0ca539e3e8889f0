import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Account } from '../cloud/account.ts'
import { RestError } from '../rest/rest-error.ts'

const header = z.object({
  typ: z.literal('JWT'),
  alg: z.enum(['HS256', 'HS384', 'HS512']),
  cty: z.literal('twilio-fpa;v=1'),
})

const payload = z.object({
  iss: z.string(),
  sub: z.string(),
  exp: z.number(),
  iat: z.number().optional(),
  nbf: z.number().optional(),
  grants: z.unknown(),
})

const longest = 86_400

/**
 * Checks an access token as Twilio does (Twilio docs: "Access Tokens").
 * @returns the token's grants
 * @throws RestError 401 with 20101 to 20107
 */
export function verifyAccessToken<T extends z.ZodType>(
  account: Account,
  token: string,
  now: number,
  grants: T,
): z.output<T> {
  const parts = token.split('.')
  const [first, second, signed] = parts
  if (parts.length !== 3 || first === undefined || second === undefined || signed === undefined) {
    throw refused(20101, 'Invalid Access Token')
  }
  const head = header.safeParse(decode(first))
  if (!head.success) throw refused(20102, 'Invalid Access Token header')
  const body = payload.safeParse(decode(second))
  if (!body.success) throw refused(20101, 'Invalid Access Token')
  const { iss, sub, exp, nbf, iat } = body.data
  if (iss !== account.apiKeySid || sub !== account.accountSid)
    throw refused(20103, 'Invalid Access Token issuer/subject')
  const expected = createHmac(`sha${head.data.alg.slice(2)}`, account.apiKeySecret)
    .update(`${first}.${second}`)
    .digest()
  const actual = Buffer.from(signed, 'base64url')
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) {
    throw refused(20107, 'Invalid Access Token signature')
  }
  const seconds = now / 1000
  if (exp <= seconds || exp - (iat ?? seconds) > longest)
    throw refused(20104, 'Access Token expired or expiration invalid')
  if (nbf !== undefined && nbf > seconds) throw refused(20105, 'Access Token not yet valid')
  const granted = grants.safeParse(body.data.grants)
  if (!granted.success) throw refused(20106, 'Invalid Access Token grants')
  return granted.data
}

/** The end of a verified token's life, in milliseconds. */
export const endOfToken = (token: string): number => payload.parse(decode(token.split('.')[1] ?? '')).exp * 1_000

const refused = (code: number, message: string): RestError => new RestError(401, code, message)

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf-8'))
  } catch {
    return undefined
  }
}

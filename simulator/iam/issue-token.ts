import { randomBytes } from 'node:crypto'
import type { Cloud } from '../cloud/cloud.ts'
import type { FlexToken } from './model.ts'

/** Issues a token as a Flex sign-in would. It is opaque, like the encrypted one Flex hands out. */
export function issueFlexToken(cloud: Cloud, claims: FlexToken): string {
  const token = `simulated-flex-token.${randomBytes(24).toString('base64url')}`
  cloud.iam.tokens.set(token, claims)
  return token
}

import { randomBytes } from 'node:crypto'
import type { Cloud } from '../cloud/cloud.ts'
import type { FlexToken } from './model.ts'

/** Issues a token as a Flex sign-in does. It is opaque, like Flex's own encrypted tokens. */
export function issueFlexToken(cloud: Cloud, claims: FlexToken): string {
  const token = `simulated-flex-token.${randomBytes(24).toString('base64url')}`
  cloud.iam.tokens.set(token, claims)
  return token
}

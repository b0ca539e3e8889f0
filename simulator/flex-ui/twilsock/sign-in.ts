import { z } from 'zod'
import type { Cloud } from '../../cloud/cloud.ts'
import { verifyAccessToken } from '../../iam/access-token.ts'
import { RestError } from '../../rest/rest-error.ts'
import { claimsOf } from '../agent.ts'

const grants = z.object({ identity: z.string().min(1).max(256), chat: z.object({ service_sid: z.string() }) })

/**
 * The identity that signs in: an agent with a Flex token, or a customer with an access token that has a chat grant.
 * @throws RestError 401
 */
export function identityOf(cloud: Cloud, token: string): string {
  // An access token is a JWT with three parts; a Flex token has no dots.
  if (token.split('.').length === 3) return customerOf(cloud, token)
  const claims = claimsOf(cloud, token)
  if (claims === undefined) throw new RestError(401, 20104, 'Access Token expired or expiration date invalid')
  return claims.identity
}

function customerOf(cloud: Cloud, token: string): string {
  const { identity, chat } = verifyAccessToken(cloud.account, token, cloud.clock.now(), grants)
  if (chat.service_sid !== cloud.conversations.defaultServiceSid)
    throw new RestError(401, 20106, 'Invalid Access Token grants')
  return identity
}

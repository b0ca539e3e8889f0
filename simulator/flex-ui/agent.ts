import type { Cloud } from '../cloud/cloud.ts'
import type { FlexToken } from '../iam/model.ts'
import type { Agent } from './model.ts'

/** The claims of a Flex token; undefined if the token is unknown or expired. */
export function claimsOf(cloud: Cloud, token: string): FlexToken | undefined {
  const claims = cloud.iam.tokens.get(token)
  return claims === undefined || claims.expiresAt <= cloud.clock.now() ? undefined : claims
}

/** The agent whom a Flex token signs in; undefined if the token is not valid or names no worker. */
export function agentOf(cloud: Cloud, token: string): Agent | undefined {
  const claims = claimsOf(cloud, token)
  for (const workspace of cloud.taskrouter.workspaces.values()) {
    const worker = workspace.workers.get(claims?.workerSid ?? '')
    if (claims !== undefined && worker !== undefined) return { identity: claims.identity, workspace, worker }
  }
  return undefined
}

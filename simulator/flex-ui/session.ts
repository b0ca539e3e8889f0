import type { Cloud } from '../cloud/cloud.ts'
import { isoMilliseconds } from '../cloud/dates.ts'
import { issueFlexToken } from '../iam/issue-token.ts'
import type { FlexToken } from '../iam/model.ts'

/** Issues a token, with the data that Flex stores beside it after single sign-on. */
export function openSession(cloud: Cloud, claims: FlexToken) {
  return { token: issueFlexToken(cloud, claims), account_sid: cloud.account.accountSid, ...claimsSeen(claims) }
}

/** A token's claims as Flex reads them. */
export const claimsSeen = ({ identity, roles, workerSid, realmUserId, expiresAt }: FlexToken) => ({
  identity,
  roles,
  expiration: isoMilliseconds(expiresAt),
  realm_user_id: realmUserId,
  // A worker's Flex user. Nothing else about Flex users is imitated.
  flexUserSid: `FU${workerSid?.slice(2)}`,
  flex_user_sid: `FU${workerSid?.slice(2)}`,
})

import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { isoMilliseconds } from '../cloud/dates.ts'
import { notFound } from '../rest/rest-error.ts'
import { ok, type Route, route } from '../rest/route.ts'

/** Token validation, which backends of Flex call (Twilio's `twilio-flex-token-validator` package). */
export const iamRoutes = (cloud: Cloud): readonly Route[] => [
  route(
    'POST',
    '/v1/Accounts/:account/Tokens/validate',
    { params: z.object({ token: z.string().optional(), realm: z.string().optional() }), json: true },
    ({ at, params }) => {
      if (at.account !== cloud.account.accountSid) throw notFound(`/Accounts/${at.account}`)
      const claims = cloud.iam.tokens.get(params.token ?? '')
      if (claims === undefined) return ok({ valid: false, code: 20101, message: 'Invalid access token' })
      if (claims.expiresAt <= cloud.clock.now())
        return ok({ valid: false, code: 20104, message: 'Access token expired' })
      return ok({
        valid: true,
        code: 0,
        message: null,
        expiration: isoMilliseconds(claims.expiresAt),
        realm_user_id: claims.realmUserId,
        identity: claims.identity,
        roles: claims.roles,
        worker_sid: claims.workerSid,
      })
    },
  ),
]

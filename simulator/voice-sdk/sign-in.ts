import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { endOfToken, verifyAccessToken } from '../iam/access-token.ts'
import { RestError } from '../rest/rest-error.ts'
import type { Said } from './messages.ts'
import type { Device, VoiceGrant } from './model.ts'

const grants = z.object({
  identity: z.string().min(1).max(121),
  voice: z.object({
    incoming: z.object({ allow: z.boolean() }).optional(),
    outgoing: z.object({ application_sid: z.string() }).optional(),
  }),
})

/**
 * Checks a voice token.
 * @throws RestError 401 with 20101 to 20107
 */
export function verifyVoiceToken(cloud: Cloud, token: string): VoiceGrant {
  const { identity, voice } = verifyAccessToken(cloud.account, token, cloud.clock.now(), grants)
  return {
    identity,
    applicationSid: voice.outgoing?.application_sid ?? null,
    takesCalls: voice.incoming?.allow === true,
    endsAt: endOfToken(token),
  }
}

/** The codes that the SDK turns into AccessTokenInvalid (20101) and AccessTokenExpired (20104). */
const invalid = { code: 31204, message: 'JWT is invalid' }
const expired = { code: 31205, message: 'JWT token expired' }

/** Signs a browser in with its first token or a newer one. An invalid token closes the connection. */
export function signIn(cloud: Cloud, device: Device, { token, reconnectTimeout }: Said<'listen'>): void {
  try {
    device.grant = verifyVoiceToken(cloud, token)
  } catch (error) {
    if (!(error instanceof RestError)) throw error
    device.send('error', { error: error.code === 20104 ? expired : invalid })
    device.send('close')
    device.close()
    return
  }
  const { identity, endsAt } = device.grant
  const left = endsAt - cloud.clock.now()
  device.patienceMs = reconnectTimeout * 1_000
  device.stopExpiry()
  device.stopExpiry = cloud.clock.after(left, () => endSignIn(device))
  device.send('connected', {
    ...{ edge: 'ashburn', region: 'US_EAST_VIRGINIA', home: 'us1', gateway: 'simulated' },
    token: { identity, ttl: Math.floor(left / 1_000) },
  })
}

/** Ends a browser's sign-in with its token: new calls no longer reach the browser, and its current call goes on. */
function endSignIn(device: Device): void {
  device.grant = null
  device.isRegistered = false
  device.send('error', { error: expired })
  device.send('offline')
}

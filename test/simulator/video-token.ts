import twilio from 'twilio'
import { fakeAccount } from '../../simulator/cloud/account.ts'

interface Change {
  readonly room?: string
  readonly secret?: string
  readonly key?: string
  readonly ttl?: number
  readonly nbf?: number
  readonly video?: boolean
}

/** An access token as an application makes it, or a faulty one. */
export function videoToken(identity: string, change: Change = {}): string {
  const { accountSid, apiKeySid, apiKeySecret } = fakeAccount
  const { AccessToken } = twilio.jwt
  const made = new AccessToken(accountSid, change.key ?? apiKeySid, change.secret ?? apiKeySecret, {
    identity,
    ttl: change.ttl ?? 600,
    ...(change.nbf === undefined ? {} : { nbf: change.nbf }),
  })
  const grant = change.room === undefined ? {} : { room: change.room }
  if (change.video !== false) made.addGrant(new AccessToken.VideoGrant(grant))
  return made.toJwt()
}

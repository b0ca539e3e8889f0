import type { Account } from '../cloud/account.ts'
import { RestError } from './rest-error.ts'

/** The region of a request: `us1` unless its host names another. */
export type Region = 'us1' | 'ie1' | 'au1'
export type Authenticate = (authorization: string | undefined, region?: Region) => void

/**
 * Checks Twilio's Basic authentication: account SID and auth token (in US1, the region of the simulated token), or API
 * key SID and secret, only in the region of the key.
 */
export function createAuthentication(account: Account, keyRegion: () => Region): Authenticate {
  const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const token = basic(account.accountSid, account.authToken)
  const key = basic(account.apiKeySid, account.apiKeySecret)
  return (authorization, region = 'us1') => {
    if (authorization === key && region === keyRegion()) return
    if (authorization === token && region === 'us1') return
    throw new RestError(401, 20003, 'Authenticate')
  }
}

import type { Account } from '../cloud/account.ts'
import { RestError } from './rest-error.ts'

/** Where a request arrives: `us1` unless its host names another region. */
export type Region = 'us1' | 'ie1' | 'au1'
export type Authenticate = (authorization: string | undefined, region?: Region) => void

/**
 * Twilio's Basic authentication: account SID with the auth token (in US1, where the simulated one is from), or API key SID
 * with its secret in the region the key was made in, and in no other.
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

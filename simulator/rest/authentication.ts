import type { Account } from '../cloud/account.ts'
import { RestError } from './rest-error.ts'

/** Twilio's Basic authentication: account SID with the auth token, or API key SID with its secret. */
export function createAuthentication(account: Account): (authorization: string | undefined) => void {
  const accepted = new Set(
    [
      [account.accountSid, account.authToken],
      [account.apiKeySid, account.apiKeySecret],
    ].map(([user, password]) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`),
  )
  return (authorization) => {
    if (authorization === undefined || !accepted.has(authorization)) throw new RestError(401, 20003, 'Authenticate')
  }
}

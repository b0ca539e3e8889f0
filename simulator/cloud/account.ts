/** The one Twilio account that the simulator imitates, with its two kinds of credentials. */
export interface Account {
  readonly accountSid: string
  readonly authToken: string
  readonly apiKeySid: string
  readonly apiKeySecret: string
}

/** Credentials that nobody can mistake for real ones. */
export const fakeAccount: Account = {
  accountSid: 'AC00000000000000000000000000000001',
  authToken: '0123456789abcdef0123456789abcdef',
  apiKeySid: 'SK00000000000000000000000000000001',
  apiKeySecret: 'simulated-api-key-secret-not-real',
}

/**
 * Rejects real credentials: the control door has no password, and the auth token signs webhooks that a product accepts
 * as Twilio's. A real token is hex and a real secret is random letters and digits, so neither contains "simulated".
 * @throws Error that names the variables that look real, without their values
 */
export function onlySimulated(account: Account): Account {
  const isFake = (secret: string) => secret.includes('simulated')
  const real = [
    ...(account.authToken === fakeAccount.authToken || isFake(account.authToken) ? [] : ['TWILIO_AUTH_TOKEN']),
    ...(isFake(account.apiKeySecret) ? [] : ['TWILIO_API_KEY_SECRET']),
  ]
  if (real.length === 0) return account
  throw new Error(
    `The simulator accepts no real credentials: omit ${real.join(' and ')}, or use values that contain "simulated"`,
  )
}

/** The one Twilio account the simulator plays, with its two ways of signing in. */
export interface Account {
  readonly accountSid: string
  readonly authToken: string
  readonly apiKeySid: string
  readonly apiKeySecret: string
}

/** Credentials nobody could mistake for real ones. */
export const fakeAccount: Account = {
  accountSid: 'AC00000000000000000000000000000001',
  authToken: '0123456789abcdef0123456789abcdef',
  apiKeySid: 'SK00000000000000000000000000000001',
  apiKeySecret: 'simulated-api-key-secret-not-real',
}

/**
 * Never a real credential: the control door has no lock, and whoever has the auth token can sign webhooks that a product
 * takes for Twilio's. A real token is hex and a real secret has letters and digits at random, so neither says "simulated".
 *
 * @throws Error naming what looks real, without its value
 */
export function onlySimulated(account: Account): Account {
  const isFake = (secret: string) => secret.includes('simulated')
  const real = [
    ...(account.authToken === fakeAccount.authToken || isFake(account.authToken) ? [] : ['TWILIO_AUTH_TOKEN']),
    ...(isFake(account.apiKeySecret) ? [] : ['TWILIO_API_KEY_SECRET']),
  ]
  if (real.length === 0) return account
  throw new Error(
    `The simulator takes no real credentials: leave ${real.join(' and ')} out, or make up one with the word "simulated" in it`,
  )
}

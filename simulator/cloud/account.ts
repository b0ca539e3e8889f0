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

import { type Config, readConfig } from '../../src/config.ts'
import { sid } from './an-assignment.ts'

export const accountSid = sid('AC', 1)
export const apiKeySid = sid('SK', 1)
export const authToken = '0123456789abcdef0123456789abcdef'
export const apiKeySecret = 'api-key-secret-of-these-tests-only'
export const linkSecret = 'join-link-secret-of-these-tests-only'
export const publicUrl = 'https://flex.example.com'

/** The required settings. */
export const anEnvironment = (changes: Readonly<Record<string, string | undefined>> = {}) => ({
  PUBLIC_URL: publicUrl,
  REDIS_URL: 'redis://127.0.0.1:6379',
  TWILIO_ACCOUNT_SID: accountSid,
  TWILIO_AUTH_TOKEN: authToken,
  TWILIO_API_KEY_SID: apiKeySid,
  TWILIO_API_KEY_SECRET: apiKeySecret,
  TWILIO_WORKSPACE_SID: sid('WS', 1),
  TWILIO_CHAT_SERVICE_SID: sid('IS', 1),
  JOIN_LINK_SECRET: linkSecret,
  ...changes,
})

export const aConfig = (changes: Readonly<Record<string, string | undefined>> = {}): Config =>
  readConfig(anEnvironment(changes))

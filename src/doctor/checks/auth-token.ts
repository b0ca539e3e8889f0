import { isStatus } from '../../twilio/codes.ts'
import { createSdk } from '../../twilio/sdk.ts'
import type { Check, Examined, Finding } from '../check.ts'
import { noServer, serverOf } from '../server-of.ts'

const wrong: Finding = {
  what: 'Twilio does not accept the auth token',
  todo: 'Set TWILIO_AUTH_TOKEN to the primary auth token (console, Account info): without it every webhook is refused.',
}
const half: Finding = {
  what: 'Twilio accepts only one of the two auth tokens',
  todo: 'List both tokens only while the token is being changed; afterwards remove the old one from TWILIO_AUTH_TOKEN.',
  isHint: true,
}

/** Twilio signs webhooks with the auth token. No request of ours uses it, so no other check notices a wrong one. */
export const authToken: Check = {
  name: 'auth token',
  needs: ['credentials'],
  isOff: noServer,
  async look(account) {
    const accepted = await Promise.all(serverOf(account).TWILIO_AUTH_TOKEN.map((token) => isAccepted(account, token)))
    if (accepted.every(Boolean)) return []
    return accepted.some(Boolean) ? [half] : [wrong]
  },
}

async function isAccepted({ account }: Examined, token: string): Promise<boolean> {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_API_URL: apiUrl, TWILIO_TIMEOUT_MS: timeoutMs } = account
  const signedIn = { accountSid, apiKeySid: accountSid, apiKeySecret: token, apiUrl, timeoutMs }
  try {
    await createSdk(signedIn, () => undefined).taskrouter.v1.workspaces.list({ limit: 1 })
    return true
  } catch (problem) {
    if (isStatus(problem, 401)) return false
    throw problem
  }
}

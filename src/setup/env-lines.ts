import type { SetupConfig } from '../config.ts'
import { isSecretive } from './addresses.ts'

/**
 * The lines of a `.env` for this account. Secrets stay blank, because the output ends up in terminals and logs.
 * @param workflowSid the transfer workflow; unset until there is one
 */
export function envLines(config: SetupConfig, workflowSid: string | undefined): readonly string[] {
  const forwardUrl = config.TASKROUTER_FORWARD_URL
  const isKept = forwardUrl !== undefined && isSecretive(forwardUrl)
  return [
    '# Secrets are left blank here: fill them in, or keep those you have.',
    `PUBLIC_URL=${config.PUBLIC_URL}`,
    'REDIS_URL=',
    `TWILIO_ACCOUNT_SID=${config.TWILIO_ACCOUNT_SID}`,
    '# the primary auth token, which webhooks are signed with',
    'TWILIO_AUTH_TOKEN=',
    `TWILIO_API_KEY_SID=${config.TWILIO_API_KEY_SID}`,
    'TWILIO_API_KEY_SECRET=',
    `TWILIO_WORKSPACE_SID=${config.TWILIO_WORKSPACE_SID}`,
    `TWILIO_CHAT_SERVICE_SID=${config.TWILIO_CHAT_SERVICE_SID}`,
    ...(config.TRANSFERS === false ? ['TRANSFERS=false'] : [`TWILIO_TRANSFER_WORKFLOW_SID=${workflowSid ?? ''}`]),
    ...(config.MEDIA_STREAMS === 'off' ? [] : [`MEDIA_STREAMS=${config.MEDIA_STREAMS}`]),
    ...(isKept ? ['# its address carries a secret'] : []),
    ...(forwardUrl === undefined ? [] : [`TASKROUTER_FORWARD_URL=${isKept ? '' : forwardUrl}`]),
    '# openssl rand -base64 48',
    'JOIN_LINK_SECRET=',
  ]
}

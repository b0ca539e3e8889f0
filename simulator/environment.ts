import { hostnameIn } from './browsers/own-hosts.ts'
import { type Account, fakeAccount, onlySimulated } from './cloud/account.ts'
import type { FixedSids } from './cloud/cloud.ts'
import type { VoiceSettings } from './voice/model.ts'

export interface Environment {
  readonly host: string
  readonly port: number
  readonly control: boolean
  readonly hosts: readonly string[]
  readonly exitWithParent: boolean
  readonly account: Account
  readonly fixedSids: FixedSids
  readonly sessionTimeoutSeconds: number
  readonly flexShell: string | null
  readonly voice: Pick<VoiceSettings, 'media' | 'allowWs'>
}

/** Reads what `simulator/README.md` lists. Unset or empty means the default. */
export function readEnvironment(env: NodeJS.ProcessEnv, args: readonly string[]): Environment {
  const value = (name: string): string | undefined => (env[name] === '' ? undefined : env[name])
  const port = Number(value('SIMULATOR_PORT') ?? 4010)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('SIMULATOR_PORT is not a port')
  const sessionTimeoutSeconds = Number(value('SIMULATOR_SESSION_TIMEOUT_SECONDS') ?? 30)
  if (!(sessionTimeoutSeconds > 0)) throw new Error('SIMULATOR_SESSION_TIMEOUT_SECONDS is not a number of seconds')
  return {
    host: value('SIMULATOR_HOST') ?? '127.0.0.1',
    port,
    hosts: (value('SIMULATOR_HOSTS') ?? '').split(',').flatMap((each) => hostnameIn(each.trim()) || []),
    control: args.includes('--control') || value('SIMULATOR_CONTROL') === '1',
    exitWithParent: value('SIMULATOR_EXIT_WITH_PARENT') === '1',
    account: onlySimulated({
      accountSid: value('TWILIO_ACCOUNT_SID') ?? fakeAccount.accountSid,
      authToken: value('TWILIO_AUTH_TOKEN') ?? fakeAccount.authToken,
      apiKeySid: value('TWILIO_API_KEY_SID') ?? fakeAccount.apiKeySid,
      apiKeySecret: value('TWILIO_API_KEY_SECRET') ?? fakeAccount.apiKeySecret,
    }),
    fixedSids: {
      workspaceSid: value('TWILIO_WORKSPACE_SID'),
      chatServiceSid: value('TWILIO_CHAT_SERVICE_SID'),
      transferWorkflowSid: value('TWILIO_TRANSFER_WORKFLOW_SID'),
    },
    sessionTimeoutSeconds,
    flexShell: value('SIMULATOR_FLEX_SHELL') ?? null,
    voice: { media: value('SIMULATOR_MEDIA') !== '0', allowWs: value('SIMULATOR_ALLOW_WS') === '1' },
  }
}

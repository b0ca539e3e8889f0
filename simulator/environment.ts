import { dirname, join } from 'node:path'
import { hostnameIn } from './browsers/own-hosts.ts'
import { type Account, fakeAccount, onlySimulated } from './cloud/account.ts'
import type { FixedSids } from './cloud/cloud.ts'
import type { MediaMode } from './video/signalling/state.ts'
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
  /** The TLS port of Twilio's hosts and the folder of their certificate; null without TLS. */
  readonly tls: { readonly port: number; readonly folder: string } | null
  readonly media: MediaMode
  readonly voice: Pick<VoiceSettings, 'media' | 'allowWs'>
}

/** Always exists, and is part of no repository. */
const usualFolder = join(dirname(import.meta.dirname), 'node_modules', '.cache', 'twilio-simulator')

/**
 * Reads the variables that `simulator/README.md` lists. An unset or empty variable means the default.
 * @throws Error naming a variable with an invalid value
 */
export function readEnvironment(env: NodeJS.ProcessEnv, args: readonly string[]): Environment {
  const value = (name: string): string | undefined => (env[name] === '' ? undefined : env[name])
  const portIn = (name: string, usual: number): number => {
    const port = Number(value(name) ?? usual)
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${name} is not a port`)
    return port
  }
  const isTls = args.includes('--tls') || value('SIMULATOR_TLS_PORT') !== undefined
  const sessionTimeoutSeconds = Number(value('SIMULATOR_SESSION_TIMEOUT_SECONDS') ?? 30)
  if (!(sessionTimeoutSeconds > 0)) throw new Error('SIMULATOR_SESSION_TIMEOUT_SECONDS is not a number of seconds')
  return {
    host: value('SIMULATOR_HOST') ?? '127.0.0.1',
    port: portIn('SIMULATOR_PORT', 4010),
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
    media: mediaMode(value('SIMULATOR_ROOM_MEDIA')),
    flexShell: value('SIMULATOR_FLEX_SHELL') ?? null,
    tls: isTls
      ? { port: portIn('SIMULATOR_TLS_PORT', 4443), folder: value('SIMULATOR_TLS_FOLDER') ?? usualFolder }
      : null,
    voice: { media: value('SIMULATOR_MEDIA') !== '0', allowWs: value('SIMULATOR_ALLOW_WS') === '1' },
  }
}

function mediaMode(wanted = 'server'): MediaMode {
  if (wanted === 'server' || wanted === 'peers') return wanted
  throw new Error('SIMULATOR_ROOM_MEDIA is neither server nor peers')
}

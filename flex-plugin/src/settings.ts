import { field, textField } from './flex/field.ts'
import type { Manager } from './flex/flex.ts'

export type Settings = {
  /** The address of Escalate, without a slash at the end. */
  readonly server: string
  readonly video: boolean
  readonly transfer: boolean
  readonly transferActions: TransferActions
  /** Rejoins the call by itself after a reload of Flex in the middle of the call. */
  readonly autoRejoin: boolean
  /** Voice only: no beep when somebody joins. */
  readonly quietConference: boolean
}

const transferActions = ['auto', 'ours', 'others'] as const
/**
 * Who handles Flex's transfer actions for a chat. `auto`: Escalate, unless Flex's own transfer of chats is switched on.
 */
export type TransferActions = (typeof transferActions)[number]

/**
 * Reads `ui_attributes.custom_data.escalate` of the Flex configuration, the place for plugins' settings: `{ "server":
 * "https://…", "video": true, "transfer": false, "transferActions": "auto", "autoRejoin": true, "quietConference":
 * false }`.
 *
 * @returns undefined if nothing is to be registered: without a server address, with one that a browser would block, or
 * with an unknown `transferActions`, because a chat must not be transferred twice
 */
export function readSettings({ serviceConfiguration }: Pick<Manager, 'serviceConfiguration'>): Settings | undefined {
  const said = saidIn(serviceConfiguration)
  const server = safeAddress(textField(said, 'server'))
  const is = (name: string, otherwise: boolean) => {
    const found = field(said, name)
    return typeof found === 'boolean' ? found : otherwise
  }
  const actions = transferActions.find((each) => each === (field(said, 'transferActions') ?? 'auto'))
  if (!server || !actions) return undefined
  return {
    server,
    video: is('video', true),
    transfer: is('transfer', false),
    transferActions: actions,
    autoRejoin: is('autoRejoin', true),
    quietConference: is('quietConference', false),
  }
}

/** Whether there are unusable settings. Agents see a notice then, because a missing plugin would look intended. */
export const isHalfSetUp = (manager: Pick<Manager, 'serviceConfiguration'>): boolean =>
  saidIn(manager.serviceConfiguration) !== undefined && readSettings(manager) === undefined

const saidIn = (configuration: unknown) => field(configuration, 'ui_attributes', 'custom_data', 'escalate')

const thisMachine = ['localhost', '127.0.0.1', '[::1]']

/** Accepts https only, because the Flex token goes there; http only for this machine. */
function safeAddress(address: string | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined
  const { protocol, hostname, origin, pathname } = new URL(address)
  if (protocol !== 'https:' && !(protocol === 'http:' && thisMachine.includes(hostname))) return undefined
  return `${origin}${pathname.replace(/\/+$/, '')}`
}

import { field, textField } from './flex/field.ts'
import type { Manager } from './flex/flex.ts'

export type Settings = {
  /** Where Escalate is, without a slash at the end. */
  readonly server: string
  readonly video: boolean
  readonly transfer: boolean
  readonly transferActions: TransferActions
  /** Back into the call by itself when the desktop was reloaded in the middle of it. */
  readonly autoRejoin: boolean
  /** Voice only: nobody who joins makes a beep. */
  readonly quietConference: boolean
}

const transferActions = ['auto', 'ours', 'others'] as const
/** Who takes Flex's transfer actions for a chat; `auto`: we do, unless Flex's own transfer of chats is switched on. */
export type TransferActions = (typeof transferActions)[number]

/**
 * `ui_attributes.custom_data.escalate` of the Flex configuration, where plugins' settings go:
 * `{ "server": "https://…", "video": true, "transfer": false, "transferActions": "auto", "autoRejoin": true, "quietConference": false }`.
 *
 * @returns undefined where nothing is to be registered: no address of a server, or one that a browser would not let through, or an
 * unknown word for whose the transfers are, because a chat must not be transferred twice
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

/** Somebody meant to have it, and it cannot be: that must not look as if it had been left out on purpose. */
export const isHalfSetUp = (manager: Pick<Manager, 'serviceConfiguration'>): boolean =>
  saidIn(manager.serviceConfiguration) !== undefined && readSettings(manager) === undefined

const saidIn = (configuration: unknown) => field(configuration, 'ui_attributes', 'custom_data', 'escalate')

const thisMachine = ['localhost', '127.0.0.1', '[::1]']

/** The Flex token goes there: never without encryption, but to this very machine. */
function safeAddress(address: string | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined
  const { protocol, hostname, origin, pathname } = new URL(address)
  if (protocol !== 'https:' && !(protocol === 'http:' && thisMachine.includes(hostname))) return undefined
  return `${origin}${pathname.replace(/\/+$/, '')}`
}

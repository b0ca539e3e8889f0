import type { AccountConfig, Config } from '../config.ts'
import type { Sdk } from '../twilio/sdk.ts'

/** Something that is not as it should be, and what a person does about it. */
export type Finding = {
  readonly what: string
  /** Unset where `what` says it already. */
  readonly todo?: string
  /** Works, but not as well as it could. */
  readonly isHint?: boolean
  /** Servers and workers do not start with it. */
  readonly isFatal?: boolean
}

/** The account as it is looked at, and the server that works with it. */
export type Examined = {
  readonly sdk: Sdk
  readonly account: AccountConfig
  readonly workspaceSid: string
  readonly chatServiceSid: string
  /** Without one, transfers are off. */
  readonly transferWorkflowSid: string | undefined
  /** Every sentence about the server's environment, as it says them at its start. */
  readonly environment: readonly string[]
  /** Names of settings that are set, and that nothing reads any more. */
  readonly retired: readonly string[]
  /** The server's configuration; undefined while the environment is not usable. */
  readonly server: Config | undefined
  /** Unset where the server gets a private one, which is as it should be. */
  readonly redisUrl: string | undefined
  /** Unix time in ms by this machine's clock. */
  readonly now: () => number
}

/** One look at one thing. To add one: a file in `checks/`, and a line in `index.ts`. */
export type Check = {
  readonly name: string
  /** Names of checks without which this one has nothing to look at. */
  readonly needs?: readonly string[]
  readonly isOff?: (account: Examined) => string | undefined
  /** @throws whatever Twilio, or the way to it, throws */
  readonly look: (account: Examined) => Promise<readonly Finding[]>
}

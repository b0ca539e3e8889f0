import type { AccountConfig, Config } from '../config.ts'
import type { Sdk } from '../twilio/sdk.ts'

/** Something that is wrong, and what the operator can do about it. */
export type Finding = {
  readonly what: string
  /** Unset if `what` says it already. */
  readonly todo?: string
  /** It works, but not as well as it could. */
  readonly isHint?: boolean
  /** Servers and workers do not start. */
  readonly isFatal?: boolean
}

/** The account to examine, and its server. */
export type Examined = {
  readonly sdk: Sdk
  readonly account: AccountConfig
  readonly workspaceSid: string
  readonly chatServiceSid: string
  /** Without one, transfers are off. */
  readonly transferWorkflowSid: string | undefined
  /** The problems of the server's environment, as the server prints them at its start. */
  readonly environment: readonly string[]
  /** Names of settings that are set, and that nothing reads any more. */
  readonly retired: readonly string[]
  /** The server's configuration; undefined while the environment is not usable. */
  readonly server: Config | undefined
  /** Unset if the server starts a private Redis, which needs no check. */
  readonly redisUrl: string | undefined
  /** Unix time in ms, by this machine's clock. */
  readonly now: () => number
}

/** One check. To add one: a file in `checks/`, and a line in `index.ts`. */
export type Check = {
  readonly name: string
  /** Names of checks that must pass before this one makes sense. */
  readonly needs?: readonly string[]
  /** Why the check does not run. */
  readonly isOff?: (account: Examined) => string | undefined
  /** Runs the check. @throws errors of Twilio or of the network */
  readonly look: (account: Examined) => Promise<readonly Finding[]>
}

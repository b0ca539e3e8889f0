/** The claims of a Flex token. */
export interface FlexToken {
  readonly identity: string
  readonly realmUserId: string
  readonly roles: readonly string[]
  readonly workerSid: string | null
  readonly expiresAt: number
}

export interface IamState {
  readonly tokens: Map<string, FlexToken>
}

export const emptyIam = (): IamState => ({ tokens: new Map() })

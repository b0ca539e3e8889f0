/** A STUN or TURN server as browsers are told of it. */
export interface IceServer {
  readonly urls: string
  readonly username?: string | undefined
  readonly credential?: string | undefined
}

/** The servers that help browsers through their networks. The simulator has none of its own: what it names is run elsewhere. */
export interface TurnState {
  iceServers: readonly IceServer[]
}

export const emptyTurn = (): TurnState => ({ iceServers: [] })

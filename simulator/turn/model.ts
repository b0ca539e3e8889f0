/** A STUN or TURN server, as browsers get it. */
export interface IceServer {
  readonly urls: string
  readonly username?: string | undefined
  readonly credential?: string | undefined
}

/** The STUN and TURN servers for browsers. The simulator runs none: these run elsewhere. */
export interface TurnState {
  iceServers: readonly IceServer[]
}

export const emptyTurn = (): TurnState => ({ iceServers: [] })

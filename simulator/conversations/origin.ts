/** Who caused a change, as far as webhooks care. */
export interface Origin {
  readonly source: string
  readonly clientIdentity?: string
  readonly fires: boolean
}

/** A REST write is silent unless the request asked for webhooks. */
export function fromRest(webhookEnabled: string | undefined): Origin {
  return { source: 'API', fires: webhookEnabled?.toLowerCase() === 'true' }
}

/** Something done with a client SDK always fires. */
export function fromSdk(identity: string): Origin {
  return { source: 'SDK', clientIdentity: identity, fires: true }
}

/** A message that came in over a messaging channel always fires. */
export function fromChannel(type: string): Origin {
  return { source: type.toUpperCase(), fires: true }
}

/** Flex changes conversations on the server side, which fires nothing. */
export const fromFlex: Origin = { source: 'API', fires: false }

/** A state change by one of the conversation's timers. */
export const fromTimer: Origin = { source: 'API', fires: true }

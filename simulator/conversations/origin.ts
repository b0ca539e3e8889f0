/** The cause of a change, as far as webhooks depend on it. */
export interface Origin {
  readonly source: string
  readonly clientIdentity?: string
  readonly fires: boolean
}

/** A REST write fires no webhooks unless the request asks for them. */
export function fromRest(webhookEnabled: string | undefined): Origin {
  return { source: 'API', fires: webhookEnabled?.toLowerCase() === 'true' }
}

/** A change with a client SDK always fires webhooks. */
export function fromSdk(identity: string): Origin {
  return { source: 'SDK', clientIdentity: identity, fires: true }
}

/** A message over a messaging channel always fires webhooks. */
export function fromChannel(type: string): Origin {
  return { source: type.toUpperCase(), fires: true }
}

/** Flex changes conversations on the server side, without webhooks. */
export const fromFlex: Origin = { source: 'API', fires: false }

/** A state change by one of the conversation's timers fires webhooks. */
export const fromTimer: Origin = { source: 'API', fires: true }

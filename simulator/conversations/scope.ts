/** Every resource of a conversation has two addresses: in the default service, and inside its own service. */
export const scopes = ['/v1', '/v1/Services/:service'] as const

export type Scope = (typeof scopes)[number]

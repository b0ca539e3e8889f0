/** Every resource of a conversation lives at two addresses: in the default service, and inside its own. */
export const scopes = ['/v1', '/v1/Services/:service'] as const

export type Scope = (typeof scopes)[number]

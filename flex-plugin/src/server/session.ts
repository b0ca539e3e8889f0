import type { Manager } from '../flex/flex.ts'

export type Session = {
  /** The agent's Flex token. Twilio renews it, so it is read at each use and stored nowhere. */
  readonly token: () => string
  /** @returns a function that stops watching */
  readonly whenRenewed: (renewed: () => void) => () => void
}

/** The session of the agent in Flex. */
export function flexSession(manager: Pick<Manager, 'user' | 'events'>): Session {
  const watchers = new Set<() => void>()
  manager.events.addListener('tokenUpdated', () => {
    for (const renewed of [...watchers]) renewed()
  })
  return {
    token: () => manager.user.token,
    whenRenewed(renewed) {
      watchers.add(renewed)
      return () => void watchers.delete(renewed)
    },
  }
}

import type { Manager } from '../flex/flex.ts'

export type Session = {
  /** The agent's Flex token. Twilio renews it; it is asked for at each use and kept nowhere. */
  readonly token: () => string
  /** @returns how to stop */
  readonly whenRenewed: (renewed: () => void) => () => void
}

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

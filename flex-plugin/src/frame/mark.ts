/** Remembers across a reload that the call was in this browser tab. Stores an id and a time, no pass and no token. */
export type Mark = {
  readonly set: (id: string) => void
  readonly clear: () => void
  /** The id of the call, if this tab had it within the last minute. */
  readonly recent: () => string | undefined
}

const key = 'escalate.call'
const recentMs = 60_000

/**
 * Belongs to this tab, so another window of the agent does not take the call. Without storage the agent has to click.
 */
export const tabMark: Mark = {
  set(id) {
    const write = () => attempt(() => sessionStorage.setItem(key, JSON.stringify({ id, at: Date.now() })))
    write()
    // Renews the time, because the call may be old when the page is reloaded.
    addEventListener('pagehide', () => attempt(() => sessionStorage.getItem(key) && write()), { once: true })
  },
  clear: () => attempt(() => sessionStorage.removeItem(key)),
  recent: () =>
    attempt(() => {
      const kept: { id?: unknown; at?: unknown } = JSON.parse(sessionStorage.getItem(key) ?? '{}')
      const age = Date.now() - Number(kept.at)
      return typeof kept.id === 'string' && age >= 0 && age < recentMs ? kept.id : undefined
    }),
}

function attempt<T>(what: () => T): T | undefined {
  try {
    return what()
  } catch {
    return undefined
  }
}

/** Remembers across a reload of this browser tab that the call was in it. An id and a time: no pass, no token. */
export type Mark = {
  readonly set: (id: string) => void
  readonly clear: () => void
  /** The id, if the call was here a moment ago. */
  readonly recent: () => string | undefined
}

const key = 'escalate.call'
const recentMs = 60_000

/** Of this tab alone: another window of the same agent does not take the call. Storage may be forbidden; then one clicks. */
export const tabMark: Mark = {
  set(id) {
    const write = () => attempt(() => sessionStorage.setItem(key, JSON.stringify({ id, at: Date.now() })))
    write()
    // The call may have been on for long when the page is reloaded.
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

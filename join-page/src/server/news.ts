import type { PageState } from '../../../webhooks/join/page-state.ts'
import type { Entry } from './entry.ts'

/** What no news will change. A removed customer, or an agent who handed over, may be let in again. */
const over: readonly PageState['link'][] = ['ended', 'revoked']

/**
 * Follows the server's state for as long as the page lives and there is any news to come. The browser reconnects by itself, and the
 * first message of each connection is the whole state, so nothing is missed. `connected` runs at each connection.
 */
export function followNews({ token, device }: Entry, told: (state: PageState) => void, connected: () => void): void {
  const source = new EventSource(`/j/${token}/events?device=${encodeURIComponent(device)}`)
  source.addEventListener('open', connected)
  // Our own server's words, typed by it.
  source.addEventListener('state', ({ data }: MessageEvent<string>) => {
    const state = JSON.parse(data) as PageState
    told(state)
    // The server ends the line, and opens no other one.
    if (over.includes(state.link)) source.close()
  })
  // An answer that is no stream ends it for good, e.g. a proxy's error page: then it is begun anew.
  source.addEventListener('error', () => {
    if (source.readyState !== EventSource.CLOSED) return
    setTimeout(() => followNews({ token, device }, told, connected), 3_000)
  })
}

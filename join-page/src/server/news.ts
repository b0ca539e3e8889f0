import type { PageState } from '../../../webhooks/join/page-state.ts'
import type { Entry } from './entry.ts'

type Ears = {
  readonly told: (state: PageState) => void
  readonly connected: () => void
  /** The answer was no stream, e.g. a proxy's error page or a dead link's refusal. The browser does not try again. */
  readonly refused: () => void
}

/**
 * Follows the server's state for as long as there may be news. The browser reconnects by itself, and the first message of
 * each connection is the whole state, so nothing is missed. `connected` runs at each connection.
 */
export function followNews({ token, device }: Entry, { told, connected, refused }: Ears): void {
  const source = new EventSource(`/j/${token}/events?device=${encodeURIComponent(device)}`)
  source.addEventListener('open', connected)
  source.addEventListener('state', ({ data }: MessageEvent<string>) => {
    // Our own server's words, typed by it.
    const state = JSON.parse(data) as PageState
    if (isOver(state)) source.close()
    told(state)
  })
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) refused()
  })
}

/** Such a link never comes to life again; whoever sits in the room when it expires stays. An agent's pass does, when the conversation comes back. */
export const isOver = ({ link, isCustomerHere }: PageState): boolean =>
  link === 'revoked' || link === 'removed' || link === 'ended' || (link === 'expired' && !isCustomerHere)

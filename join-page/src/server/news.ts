import { pauseBefore, watchSilence } from '../../../client/silence.ts'
import type { PageState } from '../../../webhooks/join/page-state.ts'
import type { Entry } from './entry.ts'

type Ears = {
  readonly told: (state: PageState) => void
  /** The server is there, for the first time or again. `isBack`: in between it was not. */
  readonly connected: (isBack: boolean) => void
  /** Asks for the state; undefined where nobody answered, or only that there is none. */
  readonly ask: () => Promise<PageState | undefined>
}

/**
 * Follows the server's state for as long as there may be news. The browser reconnects by itself, and the first message of
 * each connection is the whole state, so nothing is missed. Where no line can be had, or one says nothing, the state is asked for.
 * @returns what ends it
 */
export function followNews(
  { token, device }: Entry,
  known: PageState | undefined,
  { told, connected, ask }: Ears,
): () => void {
  let source: EventSource | undefined
  let isAway = false
  let last = JSON.stringify(known)

  /** @returns whether it was news */
  function take(state: PageState): boolean {
    const text = JSON.stringify(state)
    const isNews = text !== last
    last = text
    told(state)
    if (isOver(state)) end()
    return isNews
  }

  function end(): void {
    source?.close()
    watch.stop()
  }

  const here = () => {
    connected(isAway)
    isAway = false
  }

  const watch = watchSilence<PageState>({
    ask,
    answered(state) {
      if (isAway) here()
      const isNews = take(state)
      // Whoever handed the call over is refused a line, until the conversation comes back.
      if (source?.readyState === EventSource.CLOSED && state.link !== 'handed-over' && !isOver(state)) open()
      return isNews
    },
    again() {
      isAway = true
      open()
    },
  })

  function open(): void {
    source?.close()
    source = new EventSource(`/j/${token}/events?device=${encodeURIComponent(device)}`)
    source.addEventListener('open', here)
    source.addEventListener('pulse', watch.heard)
    source.addEventListener('state', ({ data }: MessageEvent<string>) => {
      watch.heard()
      // Our own server's words, typed by it.
      take(JSON.parse(data) as PageState)
    })
    source.addEventListener('error', ({ target }) => {
      if (target !== source) return
      isAway = true
      // No stream, e.g. a proxy's error page or a dead link's refusal: the browser does not try again.
      if (source?.readyState === EventSource.CLOSED && !watch.isAsking()) watch.ask(pauseBefore(0))
    })
  }

  if (known && isOver(known)) return end
  open()
  if (known) watch.begin()
  else watch.ask()
  return end
}

/** Such a link never comes to life again; whoever sits in the room when it expires stays. An agent's pass does, when the conversation comes back. */
export const isOver = ({ link, isCustomerHere }: PageState): boolean =>
  link === 'revoked' || link === 'removed' || link === 'ended' || (link === 'expired' && !isCustomerHere)

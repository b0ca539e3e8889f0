import { pauseBefore, watchSilence } from '../../../client-shared/silence.ts'
import type { PageState } from '../../../webhooks/join/page-state.ts'
import type { Entry } from './entry.ts'

type Listeners = {
  readonly onState: (state: PageState) => void
  /** Runs when the server is connected. `isBack`: after a break. */
  readonly onConnected: (isBack: boolean) => void
  /** Requests the state; undefined without an answer, or if the link is unknown. */
  readonly ask: () => Promise<PageState | undefined>
}

/**
 * Follows the server's state while it may change. The browser reconnects by itself, and the first event of each
 * connection is the whole state, so no change is lost. Requests the state if there is no event stream, or the stream is
 * silent.
 * @returns a function that stops following
 */
export function followState(
  { token, device }: Entry,
  known: PageState | undefined,
  { onState, onConnected, ask }: Listeners,
): () => void {
  let source: EventSource | undefined
  let isAway = false
  let last = JSON.stringify(known)

  /** @returns whether the state has changed */
  function take(state: PageState): boolean {
    const text = JSON.stringify(state)
    const isNew = text !== last
    last = text
    onState(state)
    if (isOver(state)) end()
    return isNew
  }

  function end(): void {
    source?.close()
    watch.stop()
  }

  const here = () => {
    onConnected(isAway)
    isAway = false
  }

  const watch = watchSilence<PageState>({
    ask,
    accept(state) {
      if (isAway) here()
      const isNew = take(state)
      // The server refuses a stream to an agent who handed the call over, until the conversation comes back.
      if (source?.readyState === EventSource.CLOSED && state.link !== 'handed-over' && !isOver(state)) open()
      return isNew
    },
    reopen() {
      isAway = true
      open()
    },
  })

  function open(): void {
    source?.close()
    source = new EventSource(`/j/${token}/events?device=${encodeURIComponent(device)}`)
    source.addEventListener('open', here)
    source.addEventListener('pulse', watch.received)
    source.addEventListener('state', ({ data }: MessageEvent<string>) => {
      watch.received()
      // From Escalate's own server, which also provides the type.
      take(JSON.parse(data) as PageState)
    })
    source.addEventListener('error', ({ target }) => {
      if (target !== source) return
      isAway = true
      // The browser does not reconnect after an answer that is no stream, e.g. a proxy's error page or a refusal.
      if (source?.readyState === EventSource.CLOSED && !watch.isAsking()) watch.ask(pauseBefore(0))
    })
  }

  if (known && isOver(known)) return end
  open()
  if (known) watch.begin()
  else watch.ask()
  return end
}

/**
 * Whether the state is final. Such a link never becomes valid again; a customer who is in the room when it expires
 * stays. An agent's pass may become valid again, when the conversation comes back.
 */
export const isOver = ({ link, isCustomerHere }: PageState): boolean =>
  link === 'revoked' || link === 'removed' || link === 'ended' || (link === 'expired' && !isCustomerHere)

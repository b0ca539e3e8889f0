const quietMs = 60
const againMs = 2_000

/**
 * Calls `read` when something has happened, once for a burst of happenings, and after every new connection, because
 * what happened in between was not heard.
 * @param {() => void} read
 * @param {(isConnected: boolean) => void} tell
 */
export function follow(read, tell) {
  let waiting = 0
  const soon = () => {
    if (waiting !== 0) return
    waiting = setTimeout(() => {
      waiting = 0
      read()
    }, quietMs)
  }
  const connect = () => {
    const source = new EventSource('/__sim/live')
    source.addEventListener('open', () => {
      tell(true)
      soon()
    })
    for (const kind of ['change', 'webhook', 'request', 'unexpected']) source.addEventListener(kind, soon)
    source.addEventListener('error', () => {
      tell(false)
      // The browser tries again by itself, except after an answer that was not a stream.
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, againMs)
    })
  }
  connect()
}

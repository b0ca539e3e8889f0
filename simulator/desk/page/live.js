const quietMs = 60
const againMs = 2_000

/**
 * Calls `read` after new events, once for a burst, and after every new connection, because events may have been missed
 * in between.
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
      // The browser reconnects by itself, except after an answer that was not a stream.
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, againMs)
    })
  }
  connect()
}

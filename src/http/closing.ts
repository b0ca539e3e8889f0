import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** How long idle connections stay open (ms): a caller may be in the middle of a request. */
const stillMs = 1_000
/** How long answers that are being read may take (ms). */
const readingMs = 10_000
const lookMs = 50

export type Closing = {
  /** From now on every answer closes its connection, so that no caller uses one while it is being closed. */
  readonly announce: () => void
  /** Stops listening, answers the requests under way, and closes the connections that are left. */
  readonly close: () => Promise<void>
}

/**
 * The graceful end of a server. Node's own `close` waits for every connection, even for one that never sent a byte
 * (browsers open them in advance) and for half a request. This one waits only for requests that have arrived
 * completely.
 */
export function createClosing(server: Server): Closing {
  const sockets = new Set<Socket>()
  const exchanges = new Map<ServerResponse, IncomingMessage>()
  let isAnnounced = false

  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  // Runs before any handler answers: a header cannot be added later.
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    exchanges.set(response, request)
    response.once('close', () => exchanges.delete(response))
    if (isAnnounced) response.shouldKeepAlive = false
  })
  const announce = () => {
    isAnnounced = true
    for (const response of exchanges.keys()) response.shouldKeepAlive = false
  }

  async function close(): Promise<void> {
    announce()
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    await Promise.race([closed, stillness()])
    for (const socket of sockets) socket.destroy()
    await closed
  }

  /** Resolves when no caller waits for an answer, and none is being read. */
  async function stillness(): Promise<void> {
    const started = Date.now()
    let stillSince = started
    let before = readSoFar()
    while (Date.now() - stillSince < stillMs) {
      await pause(lookMs)
      const read = readSoFar()
      const isRead = read !== before && Date.now() - started < readingMs
      if (isRead || isOwed()) stillSince = Date.now()
      before = read
    }
  }

  const isOwed = () => [...exchanges].some(([response, request]) => request.complete && !response.headersSent)
  const readSoFar = () => [...sockets].reduce((sum, each) => sum + each.bytesWritten - each.writableLength, 0)

  return { announce, close }
}

import { type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { HeaderLines } from './safe-headers.ts'

/** Why Node turned somebody away before there was a request. `broken-off`: the caller left; nobody is to blame. */
export type TurnedAwayReason = 'header-too-large' | 'too-slow' | 'malformed' | 'broken-off'
export type TurnedAway = { readonly reason: TurnedAwayReason; readonly status: number }

/** What Node's own answer would be, with a name. */
export function turnedAwayFor(code: string | undefined): TurnedAway {
  if (code === 'HPE_HEADER_OVERFLOW') return { reason: 'header-too-large', status: 431 }
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return { reason: 'malformed', status: 413 }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return { reason: 'too-slow', status: 408 }
  if (code === 'HPE_INVALID_EOF_STATE' || !code?.startsWith('HPE_')) return { reason: 'broken-off', status: 400 }
  return { reason: 'malformed', status: 400 }
}

/** Answers what is no request, as Node would, and tells. No route and no middleware ever sees it. */
export function tellTurnedAway(server: Server, headers: HeaderLines, tell: (reason: TurnedAwayReason) => void): void {
  const lines = [...headers, ['Connection', 'close'], ['Content-Length', '0']].map((each) => each.join(': '))
  server.on('clientError', (problem: NodeJS.ErrnoException, socket: Duplex) => {
    const { reason, status } = turnedAwayFor(problem.code)
    tell(reason)
    // Into an answer that has begun nothing else may be written.
    const answering: unknown = Reflect.get(socket, '_httpMessage')
    const hasBegun =
      typeof answering === 'object' && answering !== null && Reflect.get(answering, 'headersSent') === true
    if (!socket.writable || hasBegun) return void socket.destroy()
    const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', ''].join('\r\n')
    socket.end(head, () => socket.destroy())
  })
}

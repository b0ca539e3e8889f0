import { type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { HeaderLines } from './safe-headers.ts'

/** Why Node rejected a connection before there was a request. `broken-off`: the caller left, which is no fault. */
export type RejectReason = 'header-too-large' | 'too-slow' | 'malformed' | 'broken-off'
export type Rejection = { readonly reason: RejectReason; readonly status: number }

/** The status that Node itself would answer, and a name for the reason. */
export function rejectionFor(code: string | undefined): Rejection {
  if (code === 'HPE_HEADER_OVERFLOW') return { reason: 'header-too-large', status: 431 }
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return { reason: 'malformed', status: 413 }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return { reason: 'too-slow', status: 408 }
  if (code === 'HPE_INVALID_EOF_STATE' || !code?.startsWith('HPE_')) return { reason: 'broken-off', status: 400 }
  return { reason: 'malformed', status: 400 }
}

/** Answers malformed requests as Node would, and reports them: no route and no middleware ever sees them. */
export function answerRejected(server: Server, headers: HeaderLines, report: (reason: RejectReason) => void): void {
  const common = [...headers, ['Connection', 'close'], ['Content-Length', '0']].map((each) => each.join(': '))
  server.on('clientError', (problem: NodeJS.ErrnoException, socket: Duplex) => {
    const { reason, status } = rejectionFor(problem.code)
    report(reason)
    // An answer that has begun must not be mixed with another one.
    const answering: unknown = Reflect.get(socket, '_httpMessage')
    const hasBegun =
      typeof answering === 'object' && answering !== null && Reflect.get(answering, 'headersSent') === true
    if (!socket.writable || hasBegun) return void socket.destroy()
    const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...common, '', ''].join('\r\n')
    socket.end(head, () => socket.destroy())
  })
}

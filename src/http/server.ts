import { createServer, type RequestListener, type Server } from 'node:http'
import { createTroubleLog } from '../engine/trouble-log.ts'
import type { Log } from '../log.ts'
import { type Closing, createClosing } from './closing.ts'
import { keptSeconds, serverLimits } from './limits.ts'
import { answerRejected, type RejectReason } from './rejected.ts'
import { safeHeaders } from './safe-headers.ts'

export type HttpServer = Closing & { readonly server: Server }
type About = {
  /** The address that browsers and Twilio use: https, except in development. */
  readonly publicUrl: string
  /** `keptSeconds`, unless a test has no time for them. */
  readonly keepAliveSeconds?: number
  readonly rejected: (reason: RejectReason) => void
  readonly log: Pick<Log, 'warn'>
}

/** Creates a process's HTTP server: with limits, common headers, a graceful end, and a report of rejected requests. */
export function createHttpServer(listener: RequestListener, about: About): HttpServer {
  const { publicUrl, keepAliveSeconds = keptSeconds, rejected, log } = about
  const headers = safeHeaders(publicUrl.startsWith('https:'))
  const server = createServer(serverLimits(keepAliveSeconds), (request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    listener(request, response)
  })
  const note = createTroubleLog(log, Date.now, 'requests were rejected')
  answerRejected(server, headers, (reason) => {
    rejected(reason)
    // A caller who leaves is no trouble.
    if (reason !== 'broken-off') note(reason)
  })
  return { server, ...createClosing(server) }
}

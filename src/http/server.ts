import { createServer, type RequestListener, type Server } from 'node:http'
import { createTroubleLog } from '../engine/trouble-log.ts'
import type { Log } from '../log.ts'
import { type Closing, createClosing } from './closing.ts'
import { keptSeconds, serverLimits } from './limits.ts'
import { safeHeaders } from './safe-headers.ts'
import { type TurnedAwayReason, tellTurnedAway } from './turned-away.ts'

export type HttpServer = Closing & { readonly server: Server }
type About = {
  /** What people and Twilio call us by: https, unless for development. */
  readonly publicUrl: string
  /** `keptSeconds`, unless a test has no time for them. */
  readonly keepAliveSeconds?: number
  readonly turnedAway: (reason: TurnedAwayReason) => void
  readonly log: Pick<Log, 'warn'>
}

/** The one way in which our processes listen: with limits, the headers that every answer has, a graceful end, and a word about those who never got as far as a request. */
export function createHttpServer(listener: RequestListener, about: About): HttpServer {
  const { publicUrl, keepAliveSeconds = keptSeconds, turnedAway, log } = about
  const headers = safeHeaders(publicUrl.startsWith('https:'))
  const server = createServer(serverLimits(keepAliveSeconds), (request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    listener(request, response)
  })
  const note = createTroubleLog(log, Date.now, 'requests were turned away')
  tellTurnedAway(server, headers, (reason) => {
    turnedAway(reason)
    // Somebody who leaves is no trouble.
    if (reason !== 'broken-off') note(reason)
  })
  return { server, ...createClosing(server) }
}

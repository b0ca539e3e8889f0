import { createServer, type RequestListener, type Server } from 'node:http'
import { createTroubleLog } from '../engine/trouble-log.ts'
import type { Log } from '../log.ts'
import { type Closing, createClosing } from './closing.ts'
import { serverLimits } from './limits.ts'
import { type TurnedAwayReason, tellTurnedAway } from './turned-away.ts'

export type HttpServer = Closing & { readonly server: Server }
type About = {
  readonly keepAliveSeconds: number
  readonly turnedAway: (reason: TurnedAwayReason) => void
  readonly log: Pick<Log, 'warn'>
}

/** The one way in which our processes listen: with limits, a graceful end, and a word about those who never got as far as a request. */
export function createHttpServer(listener: RequestListener, { keepAliveSeconds, turnedAway, log }: About): HttpServer {
  const server = createServer(serverLimits(keepAliveSeconds), listener)
  const note = createTroubleLog(log, Date.now, 'requests were turned away')
  tellTurnedAway(server, (reason) => {
    turnedAway(reason)
    // Somebody who leaves is no trouble.
    if (reason !== 'broken-off') note(reason)
  })
  return { server, ...createClosing(server) }
}

import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from 'hono'
import type { Cloud } from '../cloud/cloud.ts'
import type { Region } from './authentication.ts'
import { dropConnection, hangUntilGone, type SocketEnv } from './connection.ts'
import { lagging } from './lagging.ts'
import { readParameters } from './read-parameters.ts'
import { errorBody, RestError } from './rest-error.ts'
import { faultyError, type RestFault } from './rest-faults.ts'
import type { Answer, Route } from './route.ts'

/** A product in a region: what a request's host names. */
export interface Host {
  readonly product: string
  readonly region: Region
}

const garbage = '<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>'

/**
 * The path of every REST request: read, apply a fault that strikes before the work, authenticate and do the work,
 * wait out the latency, apply a fault that strikes after it, answer, and only then let the webhooks go.
 */
export function serveRoute(cloud: Cloud, host: Host, route: Route) {
  const { product } = host
  return async function simulatedRequest(c: Context<SocketEnv>): Promise<Response> {
    const params = await readParameters(c)
    const path = c.req.path.slice(product.length + 1)
    const fault = cloud.restFaults.pick({ product, method: c.req.method, path, params })
    const record = (status: number | null, code?: number): void =>
      cloud.journal.add({
        kind: 'request',
        product,
        method: c.req.method,
        pattern: route.path,
        path,
        status,
        ...(code === undefined ? {} : { code }),
        // A Flex token is a credential: it is the one parameter the journal does not keep.
        params: product === 'iam' ? {} : params,
        ...(fault === undefined ? {} : { fault: fault.kind }),
      })

    const pause = Math.max(cloud.settings.latencyMs, fault?.delayMs ?? 0)
    if (fault !== undefined && strikesFirst(fault)) {
      record(fault.kind === 'status' ? faultyError(fault).status : null)
      if (fault.kind === 'hang') return hangUntilGone(c)
      if (pause > 0) await wait(pause)
      return fault.kind === 'refuse' ? dropConnection(c) : faultyAnswer(fault, cloud.clock.now())
    }

    const { result, release } = cloud.webhooks.gather(() => work(cloud, host, route, { c, params, path }))
    const { lagReadsMs } = cloud.settings
    const isLagging = c.req.method === 'GET' && lagReadsMs > 0
    const answer = isLagging ? lagging(result, path, (sid) => cloud.ageOf(sid) >= lagReadsMs) : result
    record(answer.status, codeOf(answer))
    if (pause > 0) await wait(pause)
    setImmediate(release)
    switch (fault?.kind) {
      case 'lose-answer':
        return faultyAnswer(fault, cloud.clock.now())
      case 'drop-connection':
        return dropConnection(c)
      case 'hang-after':
        return hangUntilGone(c)
      case 'garbage':
        return c.html(garbage)
      default:
        return send(answer, cloud.clock.now())
    }
  }
}

const strikesFirst = (fault: RestFault): boolean => ['status', 'refuse', 'hang'].includes(fault.kind)

interface Asked {
  readonly c: Context
  readonly params: Readonly<Record<string, unknown>>
  readonly path: string
}

function work(cloud: Cloud, { product, region }: Host, route: Route, { c, params, path }: Asked): Answer {
  try {
    cloud.authenticate(c.req.header('authorization'), region)
    return route.respond({
      at: c.req.param(),
      params,
      path,
      address: `https://${product}.twilio.com${path}`,
      query: new URL(c.req.url).searchParams,
      header: (name) => c.req.header(name),
    })
  } catch (error) {
    if (error instanceof RestError) return { status: error.status, body: errorBody(error) }
    const message = error instanceof Error ? error.message : String(error)
    return { status: 500, body: errorBody({ status: 500, code: 20500, message: `Simulator failure: ${message}` }) }
  }
}

function codeOf(answer: Answer): number | undefined {
  const { body, status } = answer
  if (status < 400 || typeof body !== 'object' || body === null || !('code' in body)) return undefined
  return typeof body.code === 'number' ? body.code : undefined
}

/** Every answer tells what time it is at Twilio: somebody whose clock is wrong can find out. */
function send({ status, body, headers: more = {} }: Answer, now: number): Response {
  const headers = { date: new Date(now).toUTCString(), ...more }
  if (body === undefined) return new Response(null, { status, headers })
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
}

function faultyAnswer(fault: RestFault, now: number): Response {
  const error = faultyError(fault)
  const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
  return send({ status: error.status, body: errorBody(error), headers }, now)
}

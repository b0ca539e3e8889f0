import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from 'hono'
import type { Cloud } from '../cloud/cloud.ts'
import type { Region } from './authentication.ts'
import { dropConnection, hangUntilGone, type SocketEnv } from './connection.ts'
import { Gap, inHeader } from './gap.ts'
import { lagMsOf } from './lag-of.ts'
import { lagging } from './lagging.ts'
import { type RawParameters, readParameters } from './read-parameters.ts'
import { errorBody, RestError } from './rest-error.ts'
import { faultyError, type RestFault } from './rest-faults.ts'
import type { Answer, Route } from './route.ts'
import { cutAnswer, drip, garbage } from './spoilt-answers.ts'

/** The product and region that a request's host names. */
export interface Host {
  readonly product: string
  readonly region: Region
}

/**
 * Serves a REST request: reads it, applies a fault that strikes before the work, authenticates, does the work, waits
 * out the latency, applies a fault that strikes after the work, answers, and only then sends the webhooks. `reader` is
 * the route that reads the same address.
 */
export function serveRoute(cloud: Cloud, host: Host, route: Route, reader: Route | undefined) {
  const { product } = host
  return async function simulatedRequest(c: Context<SocketEnv>): Promise<Response> {
    const read = await readParameters(c)
    const params = read instanceof RestError ? {} : read
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
        // The journal does not keep Flex tokens, because they are credentials.
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

    const before = isBefore(cloud, route, reader)
      ? orRefused(() => answerOf(host, reader, { c, params: {}, path, mostPerPage: null }))
      : undefined
    const { result, release } = cloud.webhooks.gather(() =>
      work(cloud, host, route, { c, params: read, path, mostPerPage: cloud.settings.mostPerPage }),
    )
    if (before !== undefined && before.status < 400 && result.status < 400) cloud.staleReads.changed(path, before)
    const answer = route.method === 'GET' ? asRead(cloud, path, result) : result
    record(answer.status, codeOf(answer))
    if (answer.gap !== undefined)
      cloud.journal.add({ kind: 'gap', product, method: c.req.method, path, gap: answer.gap })
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
        return garbage(fault.status ?? 200, fault.content ?? 'html', JSON.stringify(answer.body ?? ''))
      case 'cut-answer':
        return cutAnswer(c, JSON.stringify(answer.body ?? ''))
      case 'drip':
        return drip(c, JSON.stringify(answer.body ?? ''), fault.pauseMs ?? 100)
      default:
        return send(answer, cloud.clock.now())
    }
  }
}

/** Whether the resource must be read before the change, for reads that lag behind it. */
const isBefore = (cloud: Cloud, { method }: Route, reader: Route | undefined): reader is Route =>
  method !== 'GET' && reader !== undefined && cloud.settings.lagsChanges && cloud.settings.lagReadsMs > 0

/** The answer to a read while reads lag. */
function asRead(cloud: Cloud, path: string, answer: Answer): Answer {
  const lagMs = lagMsOf(cloud)
  if (lagMs === 0) return answer
  const then = cloud.clock.now() - lagMs
  const unchanged = cloud.settings.lagsChanges ? cloud.staleReads.asOf(then, path, answer) : answer
  return lagging(unchanged, path, (sid) => cloud.ageOf(sid) >= lagMs)
}

const strikesFirst = (fault: RestFault): boolean => ['status', 'refuse', 'hang'].includes(fault.kind)

interface Asked<Params = RawParameters> {
  readonly c: Context
  readonly params: Params
  readonly path: string
  readonly mostPerPage: number | null
}

function work(cloud: Cloud, host: Host, route: Route, asked: Asked<RawParameters | RestError>): Answer {
  const { c, params, path } = asked
  const { product, region } = host
  return orRefused(() => {
    cloud.authenticate(c.req.header('authorization'), region)
    if (params instanceof RestError) throw params
    cloud.rates.spend({ product, method: c.req.method, path, pattern: route.path, params })
    const answer = answerOf(host, route, { ...asked, params })
    const isUnread = c.req.method === 'POST' && new URL(c.req.url).search !== ''
    return isUnread ? { gap: 'no effect of the query: a POST takes a form', ...answer } : answer
  })
}

const answerOf = ({ product }: Host, route: Route, { c, params, path, mostPerPage }: Asked): Answer =>
  route.respond({
    at: c.req.param(),
    params,
    path,
    address: `https://${product}.twilio.com${path}`,
    query: new URL(c.req.url).searchParams,
    header: (name) => c.req.header(name),
    mostPerPage,
  })

function orRefused(answer: () => Answer): Answer {
  try {
    return answer()
  } catch (error) {
    if (error instanceof Gap) return { status: error.status, body: errorBody(error), gap: error.gap }
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

/** Every answer carries Twilio's time, so that a client can notice that its own clock is wrong. */
function send({ status, body, headers: more = {}, gap }: Answer, now: number): Response {
  const headers = { date: new Date(now).toUTCString(), ...more, ...(gap === undefined ? {} : inHeader(gap)) }
  if (body === undefined) return new Response(null, { status, headers })
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
}

function faultyAnswer(fault: RestFault, now: number): Response {
  const error = faultyError(fault)
  const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
  return send({ status: error.status, body: errorBody(error), headers }, now)
}

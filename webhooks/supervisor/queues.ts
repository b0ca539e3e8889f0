import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { HonoAdapter } from '@bull-board/hono'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { readQueuesPass } from '../../src/access/queues-pass.ts'
import type { AnyQueue } from '../../src/engine/dead-letters.ts'
import { about } from '../../src/engine/timeline.ts'
import { published } from '../../src/features/published.ts'
import { queuesHeaders } from '../headers.ts'
import { Refused } from '../problem.ts'
import { passIn, queuesPath } from './queues-cookie.ts'

export type QueuesPageDeps = {
  readonly publicUrl: string
  readonly linkSecrets: readonly string[]
  readonly supervisor: { readonly queues: readonly AnyQueue[] }
}

/** Viewing and retrying only. Bull Board can also add and change jobs, which would allow forged events. */
const mayRetry = /\/api\/queues\/[\w-]+\/(?:[^/]+\/retry|retry\/failed)$/

/**
 * Bull Board, behind a cookie that the page gets for a Flex token (`queues-cookie.ts`): its own files and requests have
 * no token. The cookie is `SameSite=Strict`, and changes must also come from our own origin.
 */
export function queuesPage({ publicUrl, linkSecrets, supervisor: { queues } }: QueuesPageDeps) {
  const origin = new URL(publicUrl).origin
  const adapter = new HonoAdapter(serveStatic).setBasePath(queuesPath)
  createBullBoard({
    queues: queues.map((queue) => withoutPersonalData(new BullMQAdapter(queue, { allowRetries: true }))),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Queues', hideRedisDetails: true } },
  })

  return new Hono()
    .use(queuesHeaders(), async function knownSupervisor(c, next) {
      c.header('Cache-Control', 'no-store')
      if (!readQueuesPass(passIn(c, publicUrl), linkSecrets, Date.now())) return withoutPass(c)
      if (c.req.method !== 'GET') {
        if (c.req.header('origin') !== origin) throw new Refused(403, 'foreign-origin', 'This page may not do that.')
        if (!mayRetry.test(c.req.path)) throw new Refused(403, 'read-only', 'Jobs can only be viewed and retried here.')
      }
      return next()
    })
    .route('/', adapter.registerPlugin())
}

/** Sends a supervisor whose cookie has expired to the page that gives a new one. */
function withoutPass(c: Context): Response {
  if (c.req.path === queuesPath && c.req.method === 'GET') return c.redirect('/supervisor#/failures')
  throw new Refused(401, 'no-pass', 'Open this page from the supervisor’s page.')
}

const kept = published.flatMap((each) => each.kept)

/** Shows only what a timeline may keep: a job may contain an agent's identity or a customer's text. */
function withoutPersonalData(adapter: BullMQAdapter): BullMQAdapter {
  adapter.setFormatter('data', (data: unknown) => (Array.isArray(data) ? data.map(partsOf) : partsOf(data)))
  return adapter
}

function partsOf(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return {}
  const { feature, event, effectId, effect, trace, key, again, endpointId } = { ...data } as Readonly<
    Record<string, unknown>
  > // a job's data
  const inner = event ?? effect
  const named = (each: unknown) =>
    typeof each === 'object' && each !== null ? { ...typeOf(each), ...about(each, kept) } : {}
  return { feature, key, endpointId, effectId, trace, again, about: named(inner) }
}

function typeOf(each: object): Readonly<Record<string, unknown>> {
  const { type, id, key, at } = { ...each } as Readonly<Record<string, unknown>> // a fact's or an effect's head
  return { type, id, key, at }
}

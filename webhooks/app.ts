import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import type { FlexTokens } from '../src/access/flex-token.ts'
import type { ReportTrouble } from '../src/engine/redis-watch.ts'
import { storeTroubleIn } from '../src/engine/store-trouble.ts'
import { type EscalationApiDeps, escalationApi } from './api/escalations.ts'
import { fewCalls } from './api/few-calls.ts'
import { flexUser } from './api/flex-user.ts'
import { type StreamApiDeps, streamApi } from './api/streams.ts'
import { type TransferApiDeps, transferApi } from './api/transfers.ts'
import { type WebhookApiDeps, webhookApi } from './api/webhook-endpoints.ts'
import { brokenOff } from './broken-off.ts'
import { answerHead } from './head.ts'
import { closedHeaders } from './headers.ts'
import { type Check, health } from './health.ts'
import type { JoinDeps } from './join/deps.ts'
import { joinRoutes } from './join/routes.ts'
import type { Metrics } from './metrics.ts'
import { limitedTo } from './node/limited-to.ts'
import { answerProblem, Refused } from './problem.ts'
import { type SupervisorApiDeps, supervisorApi } from './supervisor/api.ts'
import { type SupervisorPageDeps, supervisorPage } from './supervisor/page.ts'
import { type QueuesPageDeps, queuesPage } from './supervisor/queues.ts'
import { conversationFacts } from './twilio/conversations.ts'
import { type DoorDeps, door, type HandOn } from './twilio/door.ts'
import { streamFacts, streamQuery } from './twilio/streams.ts'
import { taskrouterFacts } from './twilio/taskrouter.ts'
import { videoFacts } from './twilio/video.ts'
import { voiceFacts } from './twilio/voice.ts'

export type AppDeps = DoorDeps &
  EscalationApiDeps &
  TransferApiDeps &
  StreamApiDeps &
  JoinDeps &
  WebhookApiDeps &
  SupervisorApiDeps &
  SupervisorPageDeps &
  QueuesPageDeps & {
    readonly flexTokens: FlexTokens
    readonly checks: Readonly<Record<string, Check>>
    readonly isDraining: () => boolean
    readonly metrics: Metrics
    /** Figures of all processes together, in Prometheus' text format. */
    readonly installation: () => Promise<string>
    /** Called for each request that failed because of Redis. */
    readonly troubled: ReportTrouble
    /** Forwards to the previous receiver of TaskRouter's event callback. */
    readonly handOnTaskRouter?: HandOn | undefined
  }

/** Every route on one screen. */
export function createApp(deps: AppDeps) {
  const { log, metrics } = deps

  const api = new Hono()
    .use(
      closedHeaders(),
      knownOrigin([...deps.flexOrigins, new URL(deps.publicUrl).origin]),
      limitedTo(16 * 1024),
      flexUser(deps.flexTokens, deps.trustedProxies),
      fewCalls(),
    )
    .route('/escalations', escalationApi(deps))
    .route('/supervisor', supervisorApi(deps))
    .route('/transfers', transferApi(deps))
    .route('/streams', streamApi(deps))
    .route('/webhooks', webhookApi(deps))

  const app = new Hono()
    .route('/', door('/webhooks/conversations', conversationFacts, deps))
    .route('/', door('/webhooks/video', videoFacts, deps))
    .route('/', door('/webhooks/taskrouter', taskrouterFacts, deps, { handOn: deps.handOnTaskRouter }))
    .route('/', door('/webhooks/streams', streamFacts, deps, { query: streamQuery }))
    .route('/', door('/webhooks/voice', voiceFacts, deps))
    .route('/api', api)
    .route('/j/', joinRoutes(deps))
    .route('/supervisor/queues', queuesPage(deps))
    .route('/supervisor', supervisorPage(deps))
    .route('/', health(deps.checks, deps.isDraining))
    .get('/metrics', async (c) => c.text((await metrics.registry.metrics()) + (await deps.installation())))
    .notFound((c) => c.json({ code: 'not-found', message: 'There is nothing here.', retryable: false }, 404))
    .onError((thrown, c) => {
      const problem = brokenOff(c) ?? thrown
      const answer = answerProblem(c, problem)
      const reason = storeTroubleIn(problem)
      if (reason) deps.troubled(reason)
      else if (answer.status >= 500) log.error({ err: problem, route: c.req.routePath }, 'request failed')
      return answer
    })
  answerHead(app)
  return app
}

/** The type of the plugin's typed client. */
export type App = ReturnType<typeof createApp>

/** Rejects foreign origins: CORS alone does not keep a foreign page's request from being executed. */
function knownOrigin(origins: readonly string[]) {
  const allow = cors({
    origin: [...origins],
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['authorization', 'content-type'],
    maxAge: 600,
  })
  return async function knownOrigin(c: Context, next: () => Promise<void>) {
    const origin = c.req.header('origin')
    if (origin && !origins.includes(origin)) throw new Refused(403, 'foreign-origin', 'This page may not call the API.')
    return allow(c, next)
  }
}

import { setTimeout as pause } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { createFlexTokens } from '../src/access/flex-token.ts'
import { recordingOf } from '../src/config.ts'
import type { Registered } from '../src/core/feature.ts'
import { createAccept } from '../src/engine/accept.ts'
import { createAct } from '../src/engine/act.ts'
import { createChanges } from '../src/engine/changes.ts'
import { raiseFormat } from '../src/engine/data-format.ts'
import { createDeadLetters } from '../src/engine/dead-letters.ts'
import { createErase } from '../src/engine/erasure/erase.ts'
import { createEventStreams } from '../src/engine/event-streams.ts'
import type { HandleDeps } from '../src/engine/handle.ts'
import { lastBeat } from '../src/engine/heartbeat.ts'
import { createInstallation } from '../src/engine/installation.ts'
import { createMutexes } from '../src/engine/mutex.ts'
import { quietMs } from '../src/engine/proof.ts'
import { keepSubscribed } from '../src/engine/pulse.ts'
import { createQueues } from '../src/engine/queues.ts'
import { connectImpatient, connectPatient, isReady } from '../src/engine/redis.ts'
import { createRedisCheck } from '../src/engine/redis-check.ts'
import { createRedisStore } from '../src/engine/redis-store.ts'
import { onShutdown } from '../src/engine/shutdown.ts'
import { createTimelines } from '../src/engine/timelines.ts'
import { createTroubleLog } from '../src/engine/trouble-log.ts'
import { upgradeKeys } from '../src/engine/upgrade-keys.ts'
import { feature as transferFeature } from '../src/features/conversation-transfer/contract.ts'
import { createFeatures, everyFeature } from '../src/features/index.ts'
import { feature as callFeature } from '../src/features/media-streams/contract.ts'
import { feature as videoFeature } from '../src/features/video-escalation/contract.ts'
import { feature as requestFeature } from '../src/features/video-request/contract.ts'
import { createHttpServer } from '../src/http/server.ts'
import { createLog } from '../src/log.ts'
import { createDecisionMetrics } from '../src/metrics/decision-metrics.ts'
import { createDeliveries } from '../src/outbound/deliveries.ts'
import { createEndpoints } from '../src/outbound/endpoints.ts'
import { endpointTermsOf, outboundRulesOf } from '../src/outbound/from-config.ts'
import { createTaskRouterForward } from '../src/outbound/taskrouter-forward.ts'
import { createHistory } from '../src/projections/history.ts'
import { configOrExit, warnOfRetired } from '../src/start.ts'
import { openSpans } from '../src/telemetry/open-spans.ts'
import { belongsTo } from '../src/telemetry/trace-context.ts'
import { sdkFrom, twilioFrom } from '../src/twilio/from-config.ts'
import { redirected } from '../src/twilio/sdk.ts'
import { createTransferRouting } from '../src/twilio/transfer-routing.ts'
import { createVideoRequests } from './api/video-requests.ts'
import { createApp } from './app.ts'
import { createCalls } from './calls.ts'
import { createEscalations } from './escalations.ts'
import { readPage } from './join/page.ts'
import { createMetrics } from './metrics.ts'
import { countRequests } from './node/count-requests.ts'
import { routesOf } from './node/request-routes.ts'
import { tracedFetch } from './node/traced-fetch.ts'
import { createOutbox } from './outbox.ts'
import { createBoard } from './supervisor/board.ts'
import { readSupervisorPage } from './supervisor/page.ts'
import { logGaps } from './transfer-routing.ts'
import { createTransfers } from './transfers.ts'
import { logWorkerPresence } from './worker-presence.ts'

const config = await configOrExit()
const log = createLog('server', config.LOG_LEVEL)
warnOfRetired(log)
const metrics = createMetrics()
const spans = await openSpans(config.OTEL_EXPORTER_OTLP_ENDPOINT, 'server')
const { REDIS_PREFIX: prefix } = config

const troubled = createTroubleLog(log)
const redis = connectImpatient(config.REDIS_URL, troubled)
const subscriber = connectPatient(config.REDIS_URL, troubled)
const changes = createChanges(subscriber, prefix)
keepSubscribed(subscriber, redis, prefix)
const redisCheck = createRedisCheck(redis, { url: config.REDIS_URL, prefix }, troubled)
const ready = () => isReady(redis)
const twilio = twilioFrom(config, (call) => {
  metrics.called(call)
  spans.called(call)
})
const transferRouting =
  config.TWILIO_TRANSFER_WORKFLOW_SID === undefined
    ? undefined
    : createTransferRouting(
        sdkFrom(config, () => undefined),
        { workspaceSid: config.TWILIO_WORKSPACE_SID, workflowSid: config.TWILIO_TRANSFER_WORKFLOW_SID },
      )
const features = createFeatures(config, twilio, (fact) => accept([fact]))
const queues = createQueues(
  redis,
  features.map((each) => each.name),
  prefix,
)
const timelines = createTimelines(redis, prefix)
const deliveries = createDeliveries(redis, prefix)
const store = createRedisStore(redis, { prefix, report: troubled })
raiseFormat(redis, prefix, () => upgradeKeys(redis, { features, store, prefix }))
const taskRouterForward =
  config.TASKROUTER_FORWARD_URL === undefined ? undefined : createTaskRouterForward(redis, { isReady: ready }, prefix)
const allQueues = [...queues.all, deliveries.queue, ...(taskRouterForward ? [taskRouterForward.queue] : [])]
const deps: HandleDeps = {
  store,
  handOver: queues.handOver,
  mutex: createMutexes(),
  count: createDecisionMetrics(metrics.registry, (err) => log.warn({ err }, 'a decision was not counted')),
  note: (line, text) => log.info(line, text),
}
const [video] = features.filter((each) => each.name === videoFeature)
if (!video) throw new Error(`${videoFeature} is not on the list of features`)
const transfer = features.find((each) => each.name === transferFeature)
const streams = features.find((each) => each.name === callFeature && config.MEDIA_STREAMS !== 'off')
const requests = features.find((each) => each.name === requestFeature)
const accepted = createAccept(features, queues.push, ready)
const accept: typeof accepted = (facts) => {
  if (facts[0]) belongsTo(facts[0].id)
  return accepted(facts)
}

const act = (feature: Registered) => {
  const others = features.filter((each) => each !== feature)
  return createAct(feature, deps, ready, createAccept(others, queues.push, ready))
}

const isWorkerAtWork = async () => (await lastBeat(redis, prefix)) !== undefined

/** Balancers that look at `/healthz` every second or two notice within that time. Without a balancer nobody needs to notice. */
const drainSeconds = config.NODE_ENV === 'production' || config.TRUSTED_PROXIES > 0 ? 5 : 0
let isDraining = false
const { name, color, logo, devices = 'both' } = config.JOIN_PAGE ?? {}
const seat = {
  accountSid: config.TWILIO_ACCOUNT_SID,
  apiKeySid: config.TWILIO_API_KEY_SID,
  apiKeySecret: config.TWILIO_API_KEY_SECRET,
  // Twilio disconnects everybody after that time anyway, so a token lets a participant reconnect as long as they may stay.
  ttlSeconds: config.ROOM_MAX_DURATION_SECONDS,
  signalingUrl: config.TWILIO_VIDEO_SIGNALING_URL,
}

const app = createApp({
  accept,
  messageReaders: features.flatMap(({ reader }) => reader ?? []),
  escalations: createEscalations(store, act(video), ready),
  transfers: transfer && createTransfers(store, act(transfer), ready),
  calls:
    streams &&
    createCalls({
      store,
      eventFrom: (fact) => streams.eventFrom(fact),
      act: act(streams),
      isReady: ready,
    }),
  videoRequests: requests && createVideoRequests(store, act(requests), ready),
  twilio,
  signing: {
    publicUrl: config.PUBLIC_URL,
    accountSid: config.TWILIO_ACCOUNT_SID,
    authTokens: config.TWILIO_AUTH_TOKEN,
  },
  flexTokens: createFlexTokens({
    ...seat,
    url: redirected('https://iam.twilio.com', config.TWILIO_API_URL),
    timeoutMs: Math.min(3_000, config.TWILIO_TIMEOUT_MS),
  }),
  flexOrigins: config.FLEX_ORIGINS,
  linkSecrets: config.JOIN_LINK_SECRET,
  linkTtlMs: config.LINK_TTL_MINUTES * 60_000,
  publicUrl: config.PUBLIC_URL,
  mayRecord: recordingOf(config).mayRecord,
  roomMaxMs: config.ROOM_MAX_DURATION_SECONDS * 1_000,
  hasWarm: config.TRANSFERS !== 'cold',
  timelines,
  supervisor: {
    board: createBoard({ store, timelines, changes }),
    deadLetters: createDeadLetters({ all: allQueues }, ready),
    erase: createErase(redis, { features: everyFeature(config, twilio, async () => {}), queues: allQueues, prefix }),
    numbers: createHistory(redis, ready, prefix),
    queues: allQueues,
    page: readSupervisorPage(),
    loginUrl: config.SUPERVISOR_LOGIN_URL,
    mayJoin: config.SUPERVISOR_JOIN !== 'off',
  },
  endpoints: createEndpoints(redis, endpointTermsOf(config)),
  outbox: createOutbox(timelines, deliveries),
  outboundRule: outboundRulesOf(config).added,
  streams: {
    changes,
    slots: createEventStreams(redis, changes, prefix),
    trustedProxies: config.TRUSTED_PROXIES,
    isDraining: () => isDraining,
  },
  page: await readPage(),
  brand: { ...(name && { name }), ...(color && { color }), ...(logo && { logo: '/j/logo' }) },
  logo,
  devicesAtStart: devices,
  seat,
  trustedProxies: config.TRUSTED_PROXIES,
  checks: {
    redis: async () => (await redisCheck())?.text,
    worker: async () => ((await isWorkerAtWork()) ? undefined : `none was at work in the last ${quietMs / 1000} s`),
    twilio: async () => twilio.whatIsWrong(),
    ...(transferRouting && { transfers: transferRouting.whatIsWrong }),
  },
  isDraining: () => isDraining,
  metrics,
  installation: createInstallation(
    redis,
    [...queues.all, deliveries.queue, ...(taskRouterForward ? [taskRouterForward.queue] : [])],
    prefix,
    redisCheck,
  ).text,
  handOnTaskRouter: taskRouterForward?.forward,
  log,
  troubled,
})

const routeOf = routesOf(app.routes)
const answer = config.OTEL_EXPORTER_OTLP_ENDPOINT === undefined ? app.fetch : tracedFetch(app.fetch, routeOf, spans)
const { server, announce, close } = createHttpServer(getRequestListener(answer), {
  publicUrl: config.PUBLIC_URL,
  rejected: metrics.rejected,
  log,
})
server.on('request', countRequests(routeOf, metrics))
server.listen(config.PORT, config.HOST, () => log.info({ address: server.address() }, 'listening'))
if (transferRouting) void logGaps(transferRouting, log)
logWorkerPresence(isWorkerAtWork, log)

onShutdown(log, async () => {
  isDraining = true
  announce()
  // Whoever shares out the requests learns from `/healthz` that others are to be asked. Until then this one answers.
  await pause(drainSeconds * 1_000)
  changes.wakeAll()
  await close()
  await Promise.all([queues.close(), deliveries.close(), taskRouterForward?.close(), spans.end()])
  redis.disconnect()
  subscriber.disconnect()
})

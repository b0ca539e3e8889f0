import { setTimeout as pause } from 'node:timers/promises'
import { createAccept } from '../src/engine/accept.ts'
import { formatProblem, raiseFormat } from '../src/engine/data-format.ts'
import { beat } from '../src/engine/heartbeat.ts'
import { createInstallation } from '../src/engine/installation.ts'
import { createMutexes } from '../src/engine/mutex.ts'
import { createPatience } from '../src/engine/patience.ts'
import type { PerformDeps } from '../src/engine/perform.ts'
import { createPeriodicTask, type PeriodicTaskName } from '../src/engine/periodic-task.ts'
import { createQueues } from '../src/engine/queues.ts'
import { connectPatient, isReady } from '../src/engine/redis.ts'
import { createRedisCheck } from '../src/engine/redis-check.ts'
import { createRedisStore } from '../src/engine/redis-store.ts'
import { onShutdown } from '../src/engine/shutdown.ts'
import { storeTroubleIn } from '../src/engine/store-trouble.ts'
import { sweep } from '../src/engine/sweep.ts'
import { createTroubleLog } from '../src/engine/trouble-log.ts'
import { upgradeKeys } from '../src/engine/upgrade-keys.ts'
import { createFeatures } from '../src/features/index.ts'
import { reconcilers } from '../src/features/reconcilers.ts'
import { createLog } from '../src/log.ts'
import { createDecisionMetrics } from '../src/metrics/decision-metrics.ts'
import { createProcessMetrics } from '../src/metrics/process-metrics.ts'
import { createTaskRouterForward } from '../src/outbound/taskrouter-forward.ts'
import { configOrExit, warnOfRetired } from '../src/start.ts'
import { openSpans } from '../src/telemetry/open-spans.ts'
import type { Spans } from '../src/telemetry/spans.ts'
import { currentTrace } from '../src/telemetry/trace-context.ts'
import { twilioFrom } from '../src/twilio/from-config.ts'
import { createAtWork } from './at-work.ts'
import { createComparing } from './compare-versions.ts'
import { createEffectWorker } from './effects.ts'
import { every } from './every.ts'
import { createFactWorker } from './facts.ts'
import { createFollowing } from './following.ts'
import { createLeader, leading, leaseKey } from './leader.ts'
import { createLearning } from './learn-agents.ts'
import { listen } from './listen.ts'
import { createOutbound } from './outbound/outbound.ts'
import { createTaskRouterForwarder } from './outbound/taskrouter-forwarder.ts'
import { createProblemReport } from './periodic-problems.ts'
import { createReconciling } from './reconcile.ts'

/** A scrape is about as often. */
const censusSeconds = 15
const beatSeconds = 5
/** A crash leaves effects for six seconds at most (`sweep.ts`). A round without work is one short read of Redis. */
const sweepSeconds = 1
const learnSeconds = 5
const followSeconds = 0.2

const config = await configOrExit()
const log = createLog('worker', config.LOG_LEVEL)
warnOfRetired(log)

const { REDIS_PREFIX: prefix } = config
const troubled = createTroubleLog(log)
const redis = connectPatient(config.REDIS_URL, troubled)
const ending = new AbortController()
const patiently = createPatience(troubled, ending.signal)
const metrics = createProcessMetrics()
const spans = await openSpans(config.OTEL_EXPORTER_OTLP_ENDPOINT, 'worker')
const twilio = twilioFrom(config, (call) => {
  metrics.called(call)
  spans.called(call)
  log.info({ ...call, trace: currentTrace()?.id }, 'twilio')
})
const features = createFeatures(config, twilio, (fact) => patiently(() => accept([fact])))
const queues = createQueues(
  redis,
  features.map((feature) => feature.name),
  prefix,
)
const store = createRedisStore(redis, { prefix, report: troubled })
raiseFormat(redis, prefix, () => upgradeKeys(redis, { features, store, prefix }))
const deps: PerformDeps & { readonly spans: Spans } = {
  store,
  handOver: queues.handOver,
  mutex: createMutexes(),
  count: createDecisionMetrics(metrics.registry, (err) => log.warn({ err }, 'a decision was not counted')),
  spans,
  patiently,
  note: (line, text) => ('err' in line ? log.warn(line, text) : log.info(line, text)),
}

const failed = (doing: string) => (err: unknown) => {
  const reason = storeTroubleIn(err)
  if (reason) troubled(reason)
  else log.warn({ err }, `${doing} failed`)
}
/** Only to be counted: the servers fill it. */
const handedOn =
  config.TASKROUTER_FORWARD_URL === undefined
    ? undefined
    : createTaskRouterForward(redis, { isReady: () => isReady(redis) }, prefix)
const report = createProblemReport(metrics.registry, deps.note)
const periodicTask = (name: PeriodicTaskName) => createPeriodicTask(name, { report, ending: ending.signal })
const outboundTask = periodicTask('outbound')
const outbound = createOutbound(redis, config, { note: deps.note, patiently, periodicTask: outboundTask })
const following = createFollowing(redis, {
  prefix,
  outbound: outbound.projection,
  tasks: { history: periodicTask('history'), outbound: outboundTask },
  isOutdated: async () => (await formatProblem(redis, prefix)) !== undefined,
})

// A look that fails costs nothing: the task is read before it is written.
const compare = createComparing(twilio, (err) => log.debug({ err }, 'versions not compared'))
// BullMQ's workers block their connection, so each brings its own copy of this one.
const workers = [
  createFactWorker(redis, features, { ...deps, pushApart: queues.pushApart, alsoTo: compare }, prefix),
  ...features.map((each) => createEffectWorker(redis, each, deps, prefix)),
  outbound.worker,
  ...(config.TASKROUTER_FORWARD_URL === undefined
    ? []
    : [
        createTaskRouterForwarder(
          redis,
          { url: config.TASKROUTER_FORWARD_URL, authTokens: config.TWILIO_AUTH_TOKEN, patiently },
          prefix,
        ),
      ]),
]
for (const worker of workers) {
  worker.on('error', (err) => log.debug({ err }, 'connection trouble'))
  worker.on('failed', (job, err) =>
    log.warn({ queue: worker.name, id: job?.id, tries: job?.attemptsMade, err }, 'attempt failed'),
  )
}

const atWork = createAtWork(workers, { registry: metrics.registry, log })

const accept = createAccept(features, queues.push, () => isReady(redis))
const leaseMs = config.RECONCILE_SECONDS * 1000
const isLeader = createLeader(redis, leaseKey(prefix, 'reconcile'), leaseMs)
const isCounting = createLeader(redis, leaseKey(prefix, 'census'), censusSeconds * 2_000)
const installation = createInstallation(
  redis,
  [...queues.all, outbound.queue, ...(handedOn ? [handedOn.queue] : [])],
  prefix,
  createRedisCheck(redis, { url: config.REDIS_URL, prefix }, troubled),
)
const reconcile = createReconciling(reconcilers(config), { ...deps, twilio, accept, now: Date.now, periodicTask })
const [sweeping, census] = [periodicTask('sweep'), periodicTask('census')]
const learn = createLearning(twilio)
const unlearnt = failed('learning who is an agent')
void learn().catch(unlearnt)
const rounds = [
  every(learnSeconds, learn, unlearnt),
  every(sweepSeconds, () => sweep(deps, sweeping), failed('sweeping')),
  every(beatSeconds, async () => atWork.say(), failed('looking at itself')),
  every(beatSeconds, () => beat(redis, prefix, atWork.provedAt()), failed('heartbeat')),
  every(followSeconds, following, failed('following the story')),
  every(
    censusSeconds,
    async () => (await isCounting()) && installation.takeCensus(features, deps.store, census),
    failed('census'),
  ),
  every(
    config.RECONCILE_SECONDS,
    async () => (await isLeader()) && leading(isLeader, leaseMs, reconcile),
    failed('reconciling'),
  ),
]

const { METRICS_PORT: port, HOST: host, PUBLIC_URL: publicUrl } = config
const text = async () => (await metrics.registry.metrics()) + (await installation.text())
const about = { publicUrl, rejected: metrics.rejected, log }
const { whatIsWrong } = atWork
const listening = port === undefined ? undefined : await listen({ metrics: text, whatIsWrong, port, host, about })

onShutdown(log, async () => {
  ending.abort()
  // Without Redis nothing in flight can be recorded, and BullMQ would wait for it until the deadline.
  await Promise.all([Promise.race([drained(), redisGone()]), listening?.close()])
  redis.disconnect()
})

async function drained(): Promise<void> {
  await Promise.all([...workers.map((worker) => worker.close()), ...rounds.map((each) => each.stop())])
  await Promise.all([queues.close(), outbound.close(), handedOn?.close(), spans.end()])
}

async function redisGone(): Promise<void> {
  while (isReady(redis)) await pause(100)
}

// The first heartbeat follows the first look for jobs.
while (atWork.provedAt() === 0) await pause(20)
await patiently(() => beat(redis, prefix, atWork.provedAt()))
log.info({ features: features.map((each) => each.name) }, 'working')

import { DelayedError, type Job } from 'bullmq'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { KeyRefused } from '../src/core/errors.ts'
import type { Registered } from '../src/core/feature.ts'
import { type PerformDeps, perform, type Run } from '../src/engine/perform.ts'
import { type EffectJob, effectQueue, jobPrefix } from '../src/engine/queues.ts'
import { upgraded } from '../src/formats/index.ts'
import { jobSpan } from '../src/telemetry/span.ts'
import { noSpans, type Spans } from '../src/telemetry/spans.ts'
import { JobWorker } from './job-worker.ts'
import { orDeadLetter, workerOptions } from './options.ts'

/** The feature checks the rest. */
const anEffect = z.looseObject({ type: z.string() })

type EffectDeps = PerformDeps & { readonly spans?: Spans }

/**
 * Runs the effects of one feature. Each feature has its own queue and worker, so trouble in one does not affect the
 * others.
 */
export function createEffectWorker(connection: Redis, feature: Registered, deps: EffectDeps, keys = 'escalate') {
  const { spans = noSpans } = deps
  const queue = effectQueue(feature.name)
  const work = (run: Run) => {
    const { effectId: id, key, effect } = run
    return spans.during(jobSpan({ feature: feature.name, key, type: effect.type, id, queue }), () =>
      perform(feature, run, deps),
    )
  }
  return new JobWorker<EffectJob>(
    queue,
    async (job, token) => untilAccepted(job, token, orDeadLetter(work(runOf(job)))),
    {
      ...workerOptions,
      patiently: deps.patiently,
      connection,
      prefix: jobPrefix(keys),
    },
  )
}

const [leastMs, mostMs] = [2_000, 20_000]

/**
 * While Twilio refuses our key, the job waits in the queue without counting attempts, and is tried less and less often.
 */
async function untilAccepted(job: Job<EffectJob>, token: string | undefined, work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (problem) {
    if (!(problem instanceof KeyRefused)) throw problem
    const now = Date.now()
    const pause = Math.min(mostMs, Math.max(leastMs, (now - job.timestamp) / 4))
    await job.moveToDelayed(now + pause * (0.5 + Math.random() / 2), token)
    throw new DelayedError()
  }
}

/** @throws StoreTrouble for an effect that a newer version stored: a worker of that version will take the job */
const runOf = ({ data, attemptsStarted, attemptsMade, opts }: Job<EffectJob>): Run => ({
  effectId: data.effectId,
  effect: anEffect.parse(upgraded('effect', data.effect, data.format)),
  trace: data.trace,
  key: data.key,
  // `attemptsStarted` counts every start, even those undone by a crash or a lost lock; `attemptsMade` only counts
  // failures.
  isRepeat: attemptsStarted > 1 || data.again,
  isLast: attemptsMade + 1 >= (opts.attempts ?? 1),
})

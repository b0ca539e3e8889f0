import { type Job, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import type { Registered } from '../src/core/feature.ts'
import type { HandleDeps } from '../src/engine/handle.ts'
import { perform, type Run } from '../src/engine/perform.ts'
import { type EffectJob, effectQueue, jobPrefix } from '../src/engine/queues.ts'
import { orParked, workerOptions } from './options.ts'

/** Does what one feature decided. A queue and a worker for each, so that trouble in one leaves the others alone. */
export const createEffectWorker = (connection: Redis, feature: Registered, deps: HandleDeps, keys = 'escalate') =>
  new Worker<EffectJob>(effectQueue(feature.name), (job) => orParked(perform(feature, runOf(job), deps)), {
    ...workerOptions,
    connection,
    prefix: jobPrefix(keys),
  })

const runOf = ({ data, attemptsStarted, attemptsMade, opts }: Job<EffectJob>): Run => ({
  effectId: data.effectId,
  effect: data.effect,
  trace: data.trace,
  key: data.key,
  // Started counts every start, also those that a crash or a lost lock took back; made counts only failures.
  isRepeat: attemptsStarted > 1 || data.again,
  isLast: attemptsMade + 1 >= (opts.attempts ?? 1),
})

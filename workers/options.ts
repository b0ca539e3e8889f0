import { UnrecoverableError } from 'bullmq'
import { Permanent } from '../src/core/errors.ts'
import { backoff } from '../src/engine/backoff.ts'

/** A dead worker is noticed after at most lockDuration + stalledInterval. BullMQ's defaults take a minute. */
export const workerOptions = {
  concurrency: 50,
  lockDuration: 5_000,
  stalledInterval: 2_000,
  // The record's list of seen events detects repeats, so finished jobs need not be kept.
  removeOnComplete: { count: 0 },
  // Dead letters: kept with their reason for two weeks, to be examined and retried.
  removeOnFail: { age: 14 * 24 * 3600, count: 10_000 },
  settings: { backoffStrategy: (made: number, _type?: string, problem?: Error) => backoff(made, problem) },
}

/**
 * Turns a job that cannot succeed into a dead letter at once; BullMQ keeps the message as the reason. Other jobs go on.
 */
export async function orDeadLetter(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (problem) {
    throw problem instanceof Permanent ? new UnrecoverableError(problem.message) : problem
  }
}

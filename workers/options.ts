import { UnrecoverableError } from 'bullmq'
import { Permanent } from '../src/core/errors.ts'
import { backoff } from '../src/engine/backoff.ts'

/** A worker that dies is noticed after at most lockDuration + stalledInterval. BullMQ's defaults take a minute. */
export const workerOptions = {
  concurrency: 50,
  lockDuration: 5_000,
  stalledInterval: 2_000,
  // Repeats are told by the conversation's memory, so done jobs need not be kept.
  removeOnComplete: { count: 0 },
  // Parked: kept with their reason for two weeks, for people to look at and to replay.
  removeOnFail: { age: 14 * 24 * 3600, count: 10_000 },
  settings: { backoffStrategy: (made: number, _type?: string, problem?: Error) => backoff(made, problem) },
}

/** What cannot succeed is parked at once; BullMQ keeps the message as the reason. Neighbours go on. */
export async function orDeadLetter(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (problem) {
    throw problem instanceof Permanent ? new UnrecoverableError(problem.message) : problem
  }
}

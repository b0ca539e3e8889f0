import { type Job, type Processor, WaitingError, Worker, type WorkerOptions } from 'bullmq'
import { StoreTrouble } from '../src/core/errors.ts'
import type { Patiently } from '../src/engine/patience.ts'
import { storeTroubleIn } from '../src/engine/store-trouble.ts'

const pauseMs = 1_000

/**
 * A BullMQ worker that never takes trouble with Redis for a failed attempt. BullMQ does when Redis refuses to have a job
 * completed: it then has the job failed, and parks it after its last attempt although its work was done.
 *
 * A job that the process cannot finish any more is left as it is: its lock runs out, and BullMQ gives it to another worker.
 */
export class JobWorker<Data> extends Worker<Data> {
  private readonly patiently: Patiently

  constructor(name: string, processor: Processor<Data>, options: WorkerOptions & { readonly patiently: Patiently }) {
    const { patiently, ...rest } = options
    super(name, processor, {
      ...rest,
      // The second crash may be anybody's, and so may the twentieth: a job of ours is given up by its own rules only.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
    })
    this.patiently = patiently
  }

  protected override handleCompleted(...[result, job, token, fetchNext, span]: Completed<Data>): Promise<Job<Data>> {
    return this.patiently(() => super.handleCompleted(result, job, token, fetchNext, span))
  }

  protected override handleFailed(...[problem, job, token, fetchNext, span]: Failed<Data>): Promise<Job<Data>> {
    // BullMQ's word for "leave it": nothing is counted, nothing is moved.
    const told = problem instanceof StoreTrouble ? new WaitingError(problem.message) : problem
    return this.patiently(() => super.handleFailed(told, job, token, fetchNext, span))
  }

  /** BullMQ asks again at once, which would keep a Redis that refuses, and this process, busy with nothing else. */
  protected override async moveToActive(token: string, name?: string): Promise<Job<Data>> {
    try {
      return await super.moveToActive(token, name)
    } catch (problem) {
      if (storeTroubleIn(problem)) await this.delay(pauseMs)
      throw problem
    }
  }
}

type Completed<Data> = Parameters<Worker<Data>['handleCompleted']>
type Failed<Data> = Parameters<Worker<Data>['handleFailed']>

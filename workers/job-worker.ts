import { type Job, type Processor, WaitingError, Worker, type WorkerOptions } from 'bullmq'
import { StoreTrouble } from '../src/core/errors.ts'
import type { Patiently } from '../src/engine/patience.ts'
import { provedAt } from '../src/engine/proof.ts'
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
  private asked = 0
  private finished = 0
  private readonly runs = new Map<Job<Data>, number>()
  private problem: unknown

  constructor(name: string, processor: Processor<Data>, options: WorkerOptions & { readonly patiently: Patiently }) {
    const { patiently, ...rest } = options
    super(name, processor, {
      ...rest,
      // The second crash may be anybody's, and so may the twentieth: a job of ours is given up by its own rules only.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
    })
    this.patiently = patiently
    this.on('error', (problem) => {
      this.problem = problem
    })
  }

  /** The latest moment (ms) at which it is known to have taken jobs, or looked in vain for one; 0 before the first. */
  provedAt(now: number = Date.now()): number {
    const { asked, finished, runs } = this
    return provedAt({ answered: asked, finished, running: runs.values() }, now)
  }

  /** Why it may not be at work: Redis' last answer if that was no good one, or what is known without. */
  trouble(): string {
    const { problem } = this
    if (problem !== undefined) return problem instanceof Error ? problem.message : String(problem)
    return this.runs.size > 0 ? 'its jobs come to no end' : 'no answer'
  }

  override async processJob(...[job, token, fetchNext]: Parameters<Worker<Data>['processJob']>) {
    this.runs.set(job, Date.now())
    try {
      return await super.processJob(job, token, fetchNext)
    } finally {
      this.runs.delete(job)
    }
  }

  protected override async handleCompleted(
    ...[result, job, token, fetchNext, span]: Completed<Data>
  ): Promise<Job<Data>> {
    const next = await this.patiently(() => this.noted(super.handleCompleted(result, job, token, fetchNext, span)))
    this.finished = Date.now()
    return next
  }

  protected override async handleFailed(...[problem, job, token, fetchNext, span]: Failed<Data>): Promise<Job<Data>> {
    // BullMQ's word for "leave it": nothing is counted, nothing is moved.
    const told = problem instanceof StoreTrouble ? new WaitingError(problem.message) : problem
    const next = await this.patiently(() => this.noted(super.handleFailed(told, job, token, fetchNext, span)))
    this.finished = Date.now()
    return next
  }

  /** BullMQ asks again at once, which would keep a Redis that refuses, and this process, busy with nothing else. */
  protected override async moveToActive(token: string, name?: string): Promise<Job<Data>> {
    try {
      return await this.noted(super.moveToActive(token, name))
    } catch (problem) {
      if (storeTroubleIn(problem)) await this.delay(pauseMs)
      throw problem
    }
  }

  /** Whatever Redis answers here is the proof that jobs can be taken, or the reason why not. */
  private async noted(answer: Promise<Job<Data>>): Promise<Job<Data>> {
    try {
      const job = await answer
      this.asked = Date.now()
      this.problem = undefined
      return job
    } catch (problem) {
      this.problem = problem
      throw problem
    }
  }
}

type Completed<Data> = Parameters<Worker<Data>['handleCompleted']>
type Failed<Data> = Parameters<Worker<Data>['handleFailed']>

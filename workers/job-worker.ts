import { type Job, type Processor, WaitingError, Worker, type WorkerOptions } from 'bullmq'
import { StoreTrouble } from '../src/core/errors.ts'
import type { Patiently } from '../src/engine/patience.ts'
import { provedAt } from '../src/engine/proof.ts'
import { storeTroubleIn } from '../src/engine/store-trouble.ts'

const pauseMs = 1_000

/**
 * A BullMQ worker that never counts trouble with Redis as a failed attempt. BullMQ does, when Redis refuses to complete
 * a job: it fails the job, which becomes a dead letter after its last attempt although its work was done.
 *
 * A job that the process can no longer finish stays unchanged: its lock expires, and BullMQ gives it to another worker.
 */
export class JobWorker<Data> extends Worker<Data> {
  private readonly patiently: Patiently
  private answeredAt = 0
  private finishedAt = 0
  private readonly runs = new Map<Job<Data>, number>()
  private problem: unknown

  constructor(name: string, processor: Processor<Data>, options: WorkerOptions & { readonly patiently: Patiently }) {
    const { patiently, ...rest } = options
    super(name, processor, {
      ...rest,
      // Neither the second crash nor the twentieth need be the job's fault: only our own limits end a job.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
    })
    this.patiently = patiently
    this.on('error', (problem) => {
      this.problem = problem
    })
  }

  /** The latest time (ms) at which it took jobs or looked for one in vain; 0 before the first. */
  provedAt(now: number = Date.now()): number {
    const { answeredAt, finishedAt, runs } = this
    return provedAt({ answered: answeredAt, finished: finishedAt, running: runs.values() }, now)
  }

  /** Why it may not be at work: Redis' last answer if that was an error, or what is known otherwise. */
  trouble(): string {
    const { problem } = this
    if (problem !== undefined) return problem instanceof Error ? problem.message : String(problem)
    return this.runs.size > 0 ? 'its jobs do not finish' : 'no answer'
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
    this.finishedAt = Date.now()
    return next
  }

  protected override async handleFailed(...[problem, job, token, fetchNext, span]: Failed<Data>): Promise<Job<Data>> {
    // BullMQ's error for "leave the job": it counts nothing and moves nothing.
    const reported = problem instanceof StoreTrouble ? new WaitingError(problem.message) : problem
    const next = await this.patiently(() => this.noted(super.handleFailed(reported, job, token, fetchNext, span)))
    this.finishedAt = Date.now()
    return next
  }

  /**
   * Pauses after trouble with Redis: BullMQ asks again at once, which would keep this process and a refusing Redis
   * busy.
   */
  protected override async moveToActive(token: string, name?: string): Promise<Job<Data>> {
    try {
      return await this.noted(super.moveToActive(token, name))
    } catch (problem) {
      if (storeTroubleIn(problem)) await this.delay(pauseMs)
      throw problem
    }
  }

  /** Notes Redis' answer: the proof that jobs can be taken, or the reason why not. */
  private async noted(answer: Promise<Job<Data>>): Promise<Job<Data>> {
    try {
      const job = await answer
      this.answeredAt = Date.now()
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

import type { Job } from 'bullmq'
import type { AnyQueue } from '../dead-letters.ts'

const states = ['failed', 'completed', 'delayed', 'wait', 'prioritized', 'active'] as const
const pageSize = 500

/** The jobs of all queues about one conversation. */
export type JobsAbout = {
  /** Why the jobs cannot be removed yet: some of them are still to be done. */
  readonly busy: string | undefined
  /** @returns how many jobs were removed, or lost their part about the conversation */
  remove(): Promise<number>
}

/** Finds jobs by the SID without its first two letters: our own ids contain it so, Twilio's forms in full. */
export async function jobsAbout(key: string, queues: readonly AnyQueue[]): Promise<JobsAbout> {
  const found: Job[] = []
  let busy: string | undefined
  for (const queue of queues) {
    for (const state of states) {
      for (let from = 0; ; from += pageSize) {
        const page = await queue.getJobs([state], from, from + pageSize - 1, true)
        const about = page.filter((job) => job && isAbout(job.data, key))
        found.push(...about)
        const [job] = about.filter((each) => isUnderWay(state, each))
        if (job) busy ??= `${job.name} is under way`
        if (page.length < pageSize) break
      }
    }
  }
  return {
    busy,
    async remove() {
      for (const job of found) await forgetIn(job, key)
      // BullMQ keeps a log of job ids for listeners, which we do not have. Our ids contain the conversation's SID.
      for (const queue of queues) await queue.trimEvents(0)
      return found.length
    },
  }
}

/** Timers of an ended conversation do nothing any more, and failed jobs wait for an operator. */
const isUnderWay = (state: (typeof states)[number], { name }: Job) =>
  state !== 'failed' && state !== 'completed' && name !== 'timer.wait'

/** A job of facts may also hold facts of other conversations, which stay. */
async function forgetIn(job: Job, key: string): Promise<void> {
  const others = Array.isArray(job.data) ? job.data.filter((each: unknown) => !isAbout(each, key)) : []
  if (others.length > 0) await job.updateData(others)
  else await job.remove()
}

const isAbout = (data: unknown, key: string) => JSON.stringify(data).includes(key.slice(2))

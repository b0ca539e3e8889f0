import type { Job } from 'bullmq'
import type { AnyQueue } from '../dead-letters.ts'

const states = ['failed', 'completed', 'delayed', 'wait', 'prioritized', 'active'] as const
const pageSize = 500

/** Jobs about one conversation, of all queues. */
export type JobsAbout = {
  /** Why they cannot be removed yet: work for it is still being done. */
  readonly busy: string | undefined
  /** @returns how many were removed, or lost what they held of it */
  remove(): Promise<number>
}

/** Our own ids hold a conversation's SID without its first two letters, and a form of Twilio's holds it as it is. */
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
      // BullMQ's log of job ids, for listeners we do not have. Ids hold the conversation's.
      for (const queue of queues) await queue.trimEvents(0)
      return found.length
    },
  }
}

/** A timer of what is over does nothing any more, and what failed waits for a person. */
const isUnderWay = (state: (typeof states)[number], { name }: Job) =>
  state !== 'failed' && state !== 'completed' && name !== 'timer.wait'

/** A job of facts may hold those of other conversations, which stay. */
async function forgetIn(job: Job, key: string): Promise<void> {
  const others = Array.isArray(job.data) ? job.data.filter((each: unknown) => !isAbout(each, key)) : []
  if (others.length > 0) await job.updateData(others)
  else await job.remove()
}

const isAbout = (data: unknown, key: string) => JSON.stringify(data).includes(key.slice(2))

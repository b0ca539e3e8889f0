import type { TaskAt } from './task-versions.ts'

const mostTasks = 1_000
/** A task that changed meanwhile costs one refused write, so this is long (ms). */
const keptMs = 600_000

/**
 * Tasks as our own writes left them: the answer to a write has the next version and the attributes, so the next write needs
 * no read before it. A task that others changed since has another version, and the write is refused (412).
 */
export function createOwnWrites(now: () => number = Date.now) {
  const written = new Map<string, { readonly task: TaskAt; readonly at: number }>()

  return {
    /** @returns undefined when nothing was written from here, or too long ago */
    of(taskSid: string): TaskAt | undefined {
      const last = written.get(taskSid)
      return last && now() - last.at < keptMs ? last.task : undefined
    },

    keep(taskSid: string, task: TaskAt): void {
      written.delete(taskSid)
      written.set(taskSid, { task, at: now() })
      const [oldest] = written.keys()
      if (written.size > mostTasks && oldest !== undefined) written.delete(oldest)
    },

    forget: (taskSid: string): void => void written.delete(taskSid),
  }
}

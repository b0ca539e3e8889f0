import type { TaskAt } from './task-versions.ts'

const mostTasks = 1_000
/** How long a version is kept (ms): long, because an outdated one only costs one refused write. */
const keptMs = 600_000

/**
 * Remembers tasks as our own writes left them: the answer to a write has the new version and the attributes, so the
 * next write needs no read. If others have changed the task since, its version differs, and Twilio refuses the write
 * (412).
 */
export function createOwnWrites(now: () => number = Date.now) {
  const written = new Map<string, { readonly task: TaskAt; readonly at: number }>()

  return {
    /** The task after our last write. @returns undefined if this process has not written it, or too long ago */
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

/** The activity of one queue's loop, times in ms. */
export type Loop = {
  /** When Redis last answered the loop, with or without a job, or confirmed a finished one; 0 before the first time. */
  readonly answered: number
  /** When the end of a job was last saved. */
  readonly finished: number
  /** When the running jobs started. */
  readonly running: Iterable<number>
}

/**
 * The latest moment at which a loop is known to have worked. A loop that Redis does not answer does not work, even if
 * timers run; neither does a loop that takes jobs and finishes none.
 */
export function provedAt({ answered, finished, running }: Loop, now: number): number {
  const oldest = Math.min(now, ...running)
  return Math.min(answered, oldest === now ? now : Math.max(oldest, finished))
}

/**
 * How long (ms) a loop may go without proof. An idle loop gives proof every ten seconds, a busy one with each job, and
 * a connection that was lost in silence is replaced within 35 s. So a loop that stopped is noticed within a minute.
 */
export const quietMs = 50_000

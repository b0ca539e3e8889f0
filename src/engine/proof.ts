/** What one queue's loop has done, times in ms. */
export type Loop = {
  /** When Redis last answered it: with a job, without one, or that a job is done; 0 before the first time. */
  readonly answered: number
  /** When a job was last done, its end written down. */
  readonly finished: number
  /** Since when its jobs run. */
  readonly running: Iterable<number>
}

/**
 * The latest moment at which a loop is known to have worked. A loop that is not answered does not, whatever timers say; neither
 * does one that takes jobs of which none comes to its end.
 */
export function provedAt({ answered: asked, finished, running }: Loop, now: number): number {
  const oldest = Math.min(now, ...running)
  return Math.min(asked, oldest === now ? now : Math.max(oldest, finished))
}

/**
 * A loop proves itself each ten seconds while there is nothing to do, and with each job otherwise; a connection that was lost in
 * silence is replaced within 35 s. What takes longer than this (ms) is no pause any more, and is seen within a minute.
 */
export const quietMs = 50_000

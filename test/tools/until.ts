import { setTimeout as pause } from 'node:timers/promises'

/** Waits for a fact outside this process, which nothing can announce to us. The test's own timeout ends the wait. */
export async function until(fact: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await fact())) await pause(10)
}

import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** Waits for a fact outside this process, which nothing can announce to us. The test's own timeout ends the wait. */
export async function until(fact: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await fact())) await pause(10)
}

/** Whether a process still runs. One that has ended but that nobody has collected yet does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return process.platform !== 'linux'
  }
}

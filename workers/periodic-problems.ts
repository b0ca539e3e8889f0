import { Counter, type Registry } from 'prom-client'
import type { Note } from '../src/engine/handle.ts'
import { type PeriodicTaskProblem, periodicTasks } from '../src/engine/periodic-task.ts'

/**
 * Counts and logs the items that a periodic task failed to do: the item, the cause, and how often it failed in a row.
 */
export function createProblemReport(registry: Registry, note: Note): (problem: PeriodicTaskProblem) => void {
  const problems = new Counter({
    name: 'escalate_duty_problems_total',
    help: 'Items that a task could not do and set aside for a while, by cause',
    labelNames: ['duty', 'cause'],
    registers: [registry],
  })
  for (const duty of periodicTasks) problems.inc({ duty, cause: 'unreadable' }, 0)
  return ({ name: duty, cause, ...more }) => {
    problems.inc({ duty, cause })
    note({ duty, cause, ...more }, 'set aside')
  }
}

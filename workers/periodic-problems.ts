import { Counter, type Registry } from 'prom-client'
import type { Note } from '../src/engine/handle.ts'
import { type PeriodicTaskProblem, periodicTasks } from '../src/engine/periodic-task.ts'

/**
 * Counts and logs the items that a periodic task failed to do: the item, the cause, and how often it failed in a row.
 */
export function createProblemReport(registry: Registry, note: Note): (problem: PeriodicTaskProblem) => void {
  const problems = new Counter({
    name: 'escalate_periodic_task_problems_total',
    help: 'Items that a periodic task could not do and set aside for a while, by cause',
    labelNames: ['task', 'cause'],
    registers: [registry],
  })
  for (const task of periodicTasks) problems.inc({ task, cause: 'unreadable' }, 0)
  return ({ name: task, cause, ...more }) => {
    problems.inc({ task, cause })
    note({ task, cause, ...more }, 'set aside')
  }
}

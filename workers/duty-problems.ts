import { Counter, type Registry } from 'prom-client'
import { type DutyProblem, duties } from '../src/engine/duty.ts'
import type { Note } from '../src/engine/handle.ts'

/** Counts and names what a duty could not do: the item, why, and how often in a row. */
export function createDutyProblems(registry: Registry, note: Note): (problem: DutyProblem) => void {
  const problems = new Counter({
    name: 'escalate_duty_problems_total',
    help: 'Items that a periodic duty could not do and set aside for a while, by cause',
    labelNames: ['duty', 'cause'],
    registers: [registry],
  })
  for (const duty of duties) problems.inc({ duty, cause: 'unreadable' }, 0)
  return ({ duty, cause, ...more }) => {
    problems.inc({ duty, cause })
    note({ duty, cause, ...more }, 'set aside')
  }
}

import { createPeriodicTask, type PeriodicTaskName, type PeriodicTaskProblem } from '../../src/engine/periodic-task.ts'

/** A periodic task whose problems only the test sees. */
export function aPeriodicTask(name: PeriodicTaskName = 'rooms', now: () => number = Date.now) {
  const problems: PeriodicTaskProblem[] = []
  const ending = new AbortController()
  const report = (problem: PeriodicTaskProblem) => void problems.push(problem)
  const periodicTask = createPeriodicTask(name, { report, ending: ending.signal, now, random: () => 1 })
  return { periodicTask, problems, ending }
}

import { createDuty, type DutyName, type DutyProblem } from '../../src/engine/duty.ts'

/** A duty whose problems only the test sees. */
export function aDuty(name: DutyName = 'rooms', now: () => number = Date.now) {
  const problems: DutyProblem[] = []
  const ending = new AbortController()
  const tell = (problem: DutyProblem) => void problems.push(problem)
  const duty = createDuty(name, { tell, ending: ending.signal, now, random: () => 1 })
  return { duty, problems, ending }
}

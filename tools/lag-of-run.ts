import { project } from './project.ts'
import { quietCommand } from './quiet-command.ts'

const lagMs = 400

/**
 * How long (ms) the simulated Twilio's reads lag behind its writes in a run of the tests: in the runs of half of all commits
 * they do. Runs of one commit are alike, so what is red on one machine is red on another.
 *
 * @param given `LAG_READS_MS`, which decides otherwise
 * @param commit its hash, or whatever stands for it
 * @throws when `given` is no number of milliseconds
 */
export function lagOfRun(given: string | undefined, commit: string): number {
  if (given === undefined || given === '') return /[02468ace]$/.test(commit) ? 0 : lagMs
  if (!/^\d{1,5}$/.test(given)) throw new Error('LAG_READS_MS is not a number of milliseconds')
  return Number(given)
}

/** The commit that is checked out; the day where there is none, as in an archive of the code. */
export async function commitOfRun(): Promise<string> {
  const { ok, stdout } = await quietCommand('git', ['rev-parse', 'HEAD'], { cwd: project.root })
  return ok ? stdout.trim() : new Date().toISOString().slice(0, 10)
}

/** What a run says of it. */
export const lagInWords = (ms: number): string =>
  `${ms === 0 ? "Twilio's reads do not lag" : `Twilio's reads lag ${ms} ms behind its writes`} in this run; LAG_READS_MS=${ms === 0 ? lagMs : 0} tries the other way`

import { project } from './project.ts'
import { quietCommand } from './quiet-command.ts'

const lagMs = 400

/**
 * How long (ms) reads of the simulated Twilio lag behind writes in a test run. They lag for half of all commits. All
 * runs of one commit are alike, so a test that fails on one machine fails on another.
 * @param given `LAG_READS_MS`, which overrides the commit
 * @param commit its hash, or another text that stands for it
 * @throws if `given` is no number of milliseconds
 */
export function lagOfRun(given: string | undefined, commit: string): number {
  if (given === undefined || given === '') return /[02468ace]$/.test(commit) ? 0 : lagMs
  if (!/^\d{1,5}$/.test(given)) throw new Error('LAG_READS_MS is not a number of milliseconds')
  return Number(given)
}

/** The checked-out commit; without git, as in an archive of the code, the date. */
export async function commitOfRun(): Promise<string> {
  const { ok, stdout } = await quietCommand('git', ['rev-parse', 'HEAD'], { cwd: project.root })
  return ok ? stdout.trim() : new Date().toISOString().slice(0, 10)
}

/** The sentence about the lag that a run prints. */
export const lagInWords = (ms: number): string =>
  `${ms === 0 ? "Twilio's reads do not lag" : `Twilio's reads lag ${ms} ms behind its writes`} in this run; LAG_READS_MS=${ms === 0 ? lagMs : 0} tries the other way`

import { BadConfig, type Config, readConfig } from './config.ts'

/** What both processes do first. A bad environment ends the process, and says everything that is wrong with it. */
export function configOrExit(): Config {
  try {
    return readConfig()
  } catch (problem) {
    if (!(problem instanceof BadConfig)) throw problem
    process.stderr.write(`${problem.message}\n`)
    process.exit(78) // EX_CONFIG: a restart will not help
  }
}

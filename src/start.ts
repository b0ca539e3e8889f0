import { BadConfig, type Config, readConfig, retiredIn } from './config.ts'
import { examineRedis } from './engine/redis-exam.ts'
import type { Log } from './log.ts'
import { retiredSettings } from './retired-settings.ts'

const badConfig = 78 // EX_CONFIG: a restart will not help

/**
 * Reads the configuration; both processes do so first. A bad environment or an unfit Redis ends the process, after a
 * message with everything that is wrong. A Redis that is not reachable yet does not: the process waits for it later.
 */
export async function configOrExit(): Promise<Config> {
  const config = environmentOrExit()
  const exam = await examineRedis(config.REDIS_URL, config.REDIS_PREFIX)
  if (exam.is === 'unfit') exit(`Redis (REDIS_URL) is not usable: ${exam.problems.join('; ')}`)
  return config
}

/** One line in the log, so that nobody believes that a setting still works. */
export function warnOfRetired(log: Log): void {
  const retired = retiredIn()
  const instead = Object.fromEntries(retired.map((name) => [name, retiredSettings[name]]))
  if (retired.length > 0) log.warn({ retired: instead }, 'these settings are set, and not read any more')
}

function environmentOrExit(): Config {
  try {
    return readConfig()
  } catch (problem) {
    if (!(problem instanceof BadConfig)) throw problem
    return exit(problem.message)
  }
}

function exit(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(badConfig)
}

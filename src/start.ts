import { BadConfig, type Config, readConfig } from './config.ts'
import { examineRedis } from './engine/redis-exam.ts'

const badConfig = 78 // EX_CONFIG: a restart will not help

/**
 * What both processes do first. A bad environment, or a Redis that could never do, ends the process, and says everything
 * that is wrong with it. A Redis that is not there yet is waited for.
 */
export async function configOrExit(): Promise<Config> {
  const config = environmentOrExit()
  const exam = await examineRedis(config.REDIS_URL, config.REDIS_PREFIX)
  if (exam.is === 'unfit') exit(`Redis (REDIS_URL) is not usable: ${exam.problems.join('; ')}`)
  return config
}

function environmentOrExit(): Config {
  try {
    return readConfig()
  } catch (problem) {
    if (!(problem instanceof BadConfig)) throw problem
    return exit(problem.message)
  }
}

function exit(words: string): never {
  process.stderr.write(`${words}\n`)
  process.exit(badConfig)
}

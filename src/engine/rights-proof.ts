import type { Redis } from 'ioredis'
import { changeChannel } from './changes.ts'
import { clusterCommands, commandProbes, keyPatterns, type Probe } from './redis-rights.ts'

type Denied = 'command' | 'key' | 'channel'

/** What an error denies. Redis checks command, keys and channels in this order; texts differ between versions. */
export function deniedIn(problem: unknown): Denied | undefined {
  if (!(problem instanceof Error) || !/\bNOPERM\b/.test(problem.message)) return undefined
  if (/access .*\bkeys?\b/i.test(problem.message)) return 'key'
  return /\bchannels?\b/i.test(problem.message) ? 'channel' : 'command'
}

/**
 * Proves the rights of a user by using them. It changes none of our data: from real keys it reads and removes a field
 * that none of them has, and Redis checks the rights before it reads the key.
 *
 * The connection cannot be used for anything else afterwards, because it is subscribed.
 *
 * @returns what is missing, as `ACL SETUSER` would grant it
 */
export async function missingRights(redis: Redis, prefix: string): Promise<readonly string[]> {
  const { all, ours } = keyPatterns(prefix)
  const [channel, missing] = [`&${changeChannel(prefix)}`, new Set<string>()]
  const note = (denied: Denied | undefined, grant: Readonly<Record<Denied, string>>) =>
    denied && missing.add(grant[denied])

  const tryCommand = async ([command, ...rest]: Probe, pattern = `~${prefix}:probe:*`, name = command) => {
    const denied = await whyDenied(redis.call(command, ...rest))
    note(denied, { command: `+${name}`, key: pattern, channel })
  }
  const tryKey = async (pattern: string) => {
    const key = pattern.slice(1).replace('*', 'probe')
    await Promise.all([tryCommand(['hget', key, ''], pattern), tryCommand(['hdel', key, ''], pattern)])
  }

  await Promise.all(commandProbes(prefix).map((each) => tryCommand(each)))
  await Promise.all([...ours, all[1]].map(tryKey))
  for (const each of redis.isCluster ? clusterCommands : []) {
    const [command = '', part = ''] = each.split('|')
    await tryCommand([command, part], undefined, each)
  }
  for (const each of await deniedTransaction(redis, `${prefix}:probe:text`)) missing.add(each)
  note(await whyDenied(redis.subscribe(changeChannel(prefix))), { command: '+subscribe', key: all[0], channel })
  // One pattern for all keys is shorter than twenty patterns.
  const isNone = ours.every((each) => missing.has(each))
  const grants = isNone ? [...[...missing].filter((each) => !ours.includes(each)), all[0]] : [...missing]
  return grants.sort()
}

async function whyDenied(work: Promise<unknown>): Promise<Denied | undefined> {
  try {
    await work
    return undefined
  } catch (problem) {
    const denied = deniedIn(problem)
    // Redis checks rights before anything else, so every other error reply means that the right is there.
    if (denied || isAnswer(problem)) return denied
    throw problem
  }
}

const isAnswer = (problem: unknown) => problem instanceof Error && problem.name === 'ReplyError'

/** The rights that a transaction lacks. ioredis rejects with EXEC's reply, and keeps the earlier replies beside it. */
async function deniedTransaction(redis: Redis, key: string): Promise<readonly string[]> {
  try {
    await redis.multi().exists(key).exec()
    return []
  } catch (problem) {
    if (!isAnswer(problem)) throw problem
    const { previousErrors = [] } = problem as { previousErrors?: readonly unknown[] } // ioredis' own addition
    return [
      ...(deniedIn(problem) === 'command' ? ['+exec'] : []),
      ...(previousErrors.some((each) => deniedIn(each) === 'command' && nameIn(each) === 'multi') ? ['+multi'] : []),
    ]
  }
}

/** The name of the command that an error answers. */
function nameIn(problem: unknown): string | undefined {
  const { command } = problem as { command?: { readonly name?: string } } // ioredis' own addition
  return command?.name
}

import type { Redis } from 'ioredis'
import { changeChannel } from './changes.ts'
import { clusterCommands, commandProbes, keyPatterns, type Probe } from './redis-rights.ts'

type Denied = 'command' | 'key' | 'channel'

/** Redis looks at the command first, then at its keys, then at its channels; the words differ between versions. */
export function deniedIn(problem: unknown): Denied | undefined {
  if (!(problem instanceof Error) || !/\bNOPERM\b/.test(problem.message)) return undefined
  if (/access .*\bkeys?\b/i.test(problem.message)) return 'key'
  return /\bchannels?\b/i.test(problem.message) ? 'channel' : 'command'
}

/**
 * Proves the rights of a user by using them. Nothing of ours is changed: of real keys a field is read and removed that
 * none of them has, and Redis looks at the rights before it looks at the key.
 *
 * The connection is good for nothing else afterwards.
 *
 * @returns what is missing, as `ACL SETUSER` would grant it
 */
export async function missingRights(redis: Redis, prefix: string): Promise<readonly string[]> {
  const { all, ours } = keyPatterns(prefix)
  const [channel, missing] = [`&${changeChannel(prefix)}`, new Set<string>()]
  const note = (denied: Denied | undefined, grant: Readonly<Record<Denied, string>>) =>
    denied && missing.add(grant[denied])

  const asked = async ([command, ...rest]: Probe, pattern = `~${prefix}:probe:*`, name = command) => {
    const denied = await whyDenied(redis.call(command, ...rest))
    note(denied, { command: `+${name}`, key: pattern, channel })
  }
  const usable = async (pattern: string) => {
    const key = pattern.slice(1).replace('*', 'probe')
    await Promise.all([asked(['hget', key, ''], pattern), asked(['hdel', key, ''], pattern)])
  }

  await Promise.all(commandProbes(prefix).map((each) => asked(each)))
  await Promise.all([...ours, all[1]].map(usable))
  for (const each of redis.isCluster ? clusterCommands : []) {
    const [command = '', part = ''] = each.split('|')
    await asked([command, part], undefined, each)
  }
  for (const each of await deniedTransaction(redis, `${prefix}:probe:text`)) missing.add(each)
  note(await whyDenied(redis.subscribe(changeChannel(prefix))), { command: '+subscribe', key: all[0], channel })
  // One pattern for all of them says more than twenty.
  const isNone = ours.every((each) => missing.has(each))
  const told = isNone ? [...[...missing].filter((each) => !ours.includes(each)), all[0]] : [...missing]
  return told.sort()
}

async function whyDenied(work: Promise<unknown>): Promise<Denied | undefined> {
  try {
    await work
    return undefined
  } catch (problem) {
    const denied = deniedIn(problem)
    // Any other answer comes after the look at the rights; the rest is no answer at all.
    if (denied || isAnswer(problem)) return denied
    throw problem
  }
}

const isAnswer = (problem: unknown) => problem instanceof Error && problem.name === 'ReplyError'

/** ioredis hands over what EXEC was answered, and beside it what the commands before it were. */
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

/** ioredis says of an error which command it answers. */
function nameIn(problem: unknown): string | undefined {
  const { command } = problem as { command?: { readonly name?: string } } // ioredis' own addition
  return command?.name
}

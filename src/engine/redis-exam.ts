import type { Redis } from 'ioredis'
import { within } from './accept.ts'
import { formatProblem } from './data-format.ts'
import { connectOnce } from './redis.ts'
import { redisAddress } from './redis-address.ts'
import { type RedisSettings, settingsIn, unfitIn } from './redis-settings.ts'
import { deniedIn, missingRights } from './rights-proof.ts'
import { storeTroubleIn } from './store-trouble.ts'
import { type Unfit, unfitReasonIn } from './unfit.ts'
import { whyNoGreeting } from './who-answers.ts'

/**
 * What a look at Redis with a connection of its own found. `unfit`: waiting will not help, a person must change something.
 * `away`: nothing can be said until it is there.
 */
export type Exam =
  | { readonly is: 'fit'; readonly settings: RedisSettings }
  | {
      readonly is: 'unfit'
      readonly reason: string
      readonly problems: readonly string[]
      readonly settings?: RedisSettings | undefined
    }
  | { readonly is: 'away'; readonly reason: string }

const patienceMs = 4_000

/** Everything Escalate needs of Redis, proved by using it: address, password, version, settings, rights. Never rejects. */
export async function examineRedis(url: string, prefix: string): Promise<Exam> {
  const address = redisAddress(url)
  if (!address) return unfit({ reason: 'unfit', told: 'REDIS_URL is malformed' })
  const redis = connectOnce(address)
  const [heard, aside]: [unknown[], unknown[]] = [[], []]
  redis.on('error', (problem: unknown) => heard.push(problem))
  // Of one node or one sentinel: no trouble as long as another leads on.
  for (const event of ['node error', 'sentinelError']) redis.on(event, (problem: unknown) => aside.push(problem))
  try {
    const exam = await within(patienceMs, look(redis, prefix))
    // A client goes on in the first database when there is no such one as it was told.
    const found = unfitReasonIn(heard)
    return found ? unfit(found) : exam
  } catch (problem) {
    const found = unfitReasonIn([problem, ...heard, ...aside])
    if (found) return unfit(found)
    const other = await whyNoGreeting(address)
    if (other) return unfit({ reason: 'unfit', told: other })
    return { is: 'away', reason: storeTroubleIn(problem) ?? 'away' }
  } finally {
    redis.disconnect()
  }
}

const unfit = ({ reason, told }: Unfit): Exam => ({ is: 'unfit', reason, problems: [told] })

async function look(redis: Redis, prefix: string): Promise<Exam> {
  await ready(redis)
  const info = await unlessDenied(redis.info())
  // A sentinel, or a node of a cluster, is told by its answer to this.
  await unlessDenied(redis.exists(`${prefix}:probe`))
  const settings = info === undefined ? undefined : settingsIn(info)
  const problems = [
    ...(settings ? unfitIn(settings) : []),
    ...(settings?.isClusterNode && !redis.isCluster
      ? ['this is a node of a cluster: redis+cluster:// leads there']
      : []),
  ]
  const missing = await missingRights(redis, prefix)
  const format = await unlessDenied(formatProblem(redis, prefix))
  const all = [
    ...problems,
    ...(missing.length > 0 ? [`the user has no right to ${missing.join(' ')}`] : []),
    ...(format ? [format] : []),
  ]
  // Without a right to INFO nothing is known of the settings.
  if (all.length === 0 && settings) return { is: 'fit', settings }
  return { is: 'unfit', reason: missing.length > 0 ? 'NOPERM' : 'unfit', problems: all, settings }
}

async function unlessDenied<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (problem) {
    if (deniedIn(problem)) return undefined
    throw problem
  }
}

function ready(redis: Redis): Promise<void> {
  if (redis.status === 'ready') return Promise.resolve()
  return new Promise((resolve, reject) => {
    redis.once('ready', () => resolve())
    redis.once('end', () => reject(new Error('Connection is closed.')))
  })
}

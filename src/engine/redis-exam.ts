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
 * The result of an examination of Redis on a separate connection. `unfit`: waiting does not help, an operator must
 * change something. `away`: Redis is not reachable, so its fitness is not known yet.
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

/** Examines what Escalate needs of Redis by using it: address, password, version, settings, rights. Never rejects. */
export async function examineRedis(url: string, prefix: string): Promise<Exam> {
  const address = redisAddress(url)
  if (!address) return unfit({ reason: 'unfit', text: 'REDIS_URL is malformed' })
  const redis = connectOnce(address)
  const [errors, nodeErrors]: [unknown[], unknown[]] = [[], []]
  redis.on('error', (problem: unknown) => errors.push(problem))
  // An error of one node or one sentinel is no trouble as long as another one works.
  for (const event of ['node error', 'sentinelError']) redis.on(event, (problem: unknown) => nodeErrors.push(problem))
  try {
    const exam = await within(patienceMs, look(redis, prefix))
    // A client continues in the first database if the configured one does not exist.
    const found = unfitReasonIn(errors)
    return found ? unfit(found) : exam
  } catch (problem) {
    const found = unfitReasonIn([problem, ...errors, ...nodeErrors])
    if (found) return unfit(found)
    const other = await whyNoGreeting(address)
    if (other) return unfit({ reason: 'unfit', text: other })
    return { is: 'away', reason: storeTroubleIn(problem) ?? 'away' }
  } finally {
    redis.disconnect()
  }
}

const unfit = ({ reason, text }: Unfit): Exam => ({ is: 'unfit', reason, problems: [text] })

async function look(redis: Redis, prefix: string): Promise<Exam> {
  await ready(redis)
  const info = await unlessDenied(redis.info())
  // The answer shows whether this is a sentinel or a node of a cluster.
  await unlessDenied(redis.exists(`${prefix}:probe`))
  const settings = info === undefined ? undefined : settingsIn(info)
  const problems = [
    ...(settings ? unfitIn(settings) : []),
    ...(settings?.isClusterNode && !redis.isCluster ? ['this is a node of a cluster: use redis+cluster://'] : []),
  ]
  const missing = await missingRights(redis, prefix)
  const format = await unlessDenied(formatProblem(redis, prefix))
  const all = [
    ...problems,
    ...(missing.length > 0 ? [`the user has no right to ${missing.join(' ')}`] : []),
    ...(format ? [format] : []),
  ]
  // Without the right to INFO the settings are not known.
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

import type { Redis } from 'ioredis'
import { type Exam, examineRedis } from './redis-exam.ts'
import type { ReportTrouble } from './redis-watch.ts'
import { whyNoWrite, writeTrouble } from './write-probe.ts'

/** Creates a check that only tries a write. */
export const createWriteCheck =
  (redis: Redis, prefix: string): RedisCheck =>
  async () => {
    const reason = await whyNoWrite(redis, prefix)
    return reason === undefined ? undefined : { reason, text: writeTrouble(reason) }
  }

/** How often Redis is examined again (ms): a lost right or a changed password shows within a minute. */
const againMs = 20_000

/** Why Redis does not work for this process: one word, and a text for the operator. */
export type NotUsable = { readonly reason: string; readonly text: string }
export type RedisCheck = () => Promise<NotUsable | undefined>

/**
 * Creates the check whether Redis works for this process: a write at each call, and every 20 s an examination on a
 * separate connection. Open connections outlive a changed password; a new connection shows that the password is wrong.
 */
export function createRedisCheck(
  redis: Redis,
  { url, prefix }: { url: string; prefix: string },
  report: ReportTrouble,
): RedisCheck {
  let last: Exam | undefined
  let isLooking = false
  const look = async () => {
    if (isLooking) return
    isLooking = true
    last = await examineRedis(url, prefix)
    isLooking = false
    if (last.is === 'unfit') report(unfitFor(last).text)
  }
  const timer = setInterval(() => void look(), againMs)
  timer.unref()
  redis.once('end', () => clearInterval(timer))

  const check = createWriteCheck(redis, prefix)
  return async () => {
    const why = await check()
    // A connection that Redis refuses looks like a Redis that is away; the examination tells them apart.
    return last?.is === 'unfit' && (!why || why.reason === 'away') ? unfitFor(last) : why
  }
}

const unfitFor = ({ reason, problems }: Extract<Exam, { is: 'unfit' }>): NotUsable => ({
  reason,
  text: problems.join('; '),
})

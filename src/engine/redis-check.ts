import type { Redis } from 'ioredis'
import { type Exam, examineRedis } from './redis-exam.ts'
import type { ReportTrouble } from './redis-watch.ts'
import { whyNoWrite, writeTrouble } from './write-probe.ts'

/** Only whether Redis takes a write from here. */
export const createWriteCheck =
  (redis: Redis, prefix: string): RedisCheck =>
  async () => {
    const reason = await whyNoWrite(redis, prefix)
    return reason === undefined ? undefined : { reason, text: writeTrouble(reason) }
  }

/** Looked at anew this often (ms): a right that is taken away, or a password that is changed, shows within a minute. */
const againMs = 20_000

/** Why Redis is of no use to this process: in one word, and for people. */
export type NotUsable = { readonly reason: string; readonly text: string }
export type RedisCheck = () => Promise<NotUsable | undefined>

/**
 * Whether this process can do its work on Redis: a write now, and an examination now and then, on a connection of its
 * own. Connections that are open outlive the password they were opened with; the next one would not come about.
 */
export function createRedisCheck(
  redis: Redis,
  { url, prefix }: { url: string; prefix: string },
  tell: ReportTrouble,
): RedisCheck {
  let last: Exam | undefined
  let isLooking = false
  const look = async () => {
    if (isLooking) return
    isLooking = true
    last = await examineRedis(url, prefix)
    isLooking = false
    if (last.is === 'unfit') tell(unfitFor(last).text)
  }
  const timer = setInterval(() => void look(), againMs)
  timer.unref()
  redis.once('end', () => clearInterval(timer))

  const check = createWriteCheck(redis, prefix)
  return async () => {
    const why = await check()
    // Where nothing lets us in, nothing is there: the examination knows better.
    return last?.is === 'unfit' && (!why || why.reason === 'away') ? unfitFor(last) : why
  }
}

const unfitFor = ({ reason, problems }: Extract<Exam, { is: 'unfit' }>): NotUsable => ({
  reason,
  text: problems.join('; '),
})

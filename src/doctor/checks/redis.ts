import { redisAddress } from '../../engine/redis-address.ts'
import { examineRedis } from '../../engine/redis-exam.ts'
import type { Check, Finding } from '../check.ts'

/** Escalations live in Redis alone: what it throws away or forgets is gone. The examination is that of a server's start. */
export const redis: Check = {
  name: 'Redis',
  isOff({ redisUrl }) {
    if (redisUrl === undefined) return 'REDIS_URL is not set'
    return redisAddress(redisUrl) ? undefined : 'REDIS_URL is not an address'
  },
  async look({ redisUrl = '', server }): Promise<readonly Finding[]> {
    const exam = await examineRedis(redisUrl, server?.REDIS_PREFIX ?? 'escalate')
    if (exam.is === 'away') {
      return [{ what: `Redis cannot be reached (${exam.reason})`, todo: 'Check REDIS_URL, and the way to it.' }]
    }
    const fatal = exam.is === 'unfit' ? exam.problems.map(asFinding) : []
    return exam.settings?.isPersistent === false ? [...fatal, forgetful] : fatal
  },
}

const asFinding = (what: string): Finding => ({
  what: `Redis is not usable: ${what}`,
  todo: 'Mend REDIS_URL, or the Redis: docs/operations.md says what it needs. Servers and workers do not start like this.',
  isFatal: true,
})

const forgetful: Finding = {
  what: 'Redis forgets everything when it restarts (appendonly no)',
  todo: 'Set `appendonly yes`: running escalations are kept in Redis alone.',
}

import { redisAddress } from '../../engine/redis-address.ts'
import { examineRedis } from '../../engine/redis-exam.ts'
import type { Check, Finding } from '../check.ts'

/** Examines Redis as a server does at its start. Escalations are only in Redis, so lost data is gone. */
export const redis: Check = {
  name: 'Redis',
  isOff({ redisUrl }) {
    if (redisUrl === undefined) return 'REDIS_URL is not set'
    return redisAddress(redisUrl) ? undefined : 'REDIS_URL is not an address'
  },
  async look({ redisUrl = '', server }): Promise<readonly Finding[]> {
    const exam = await examineRedis(redisUrl, server?.REDIS_PREFIX ?? 'escalate')
    if (exam.is === 'away') {
      return [{ what: `Redis cannot be reached (${exam.reason})`, todo: 'Check REDIS_URL and the network.' }]
    }
    const fatal = exam.is === 'unfit' ? exam.problems.map(asFinding) : []
    return exam.settings?.isPersistent === false ? [...fatal, forgetful] : fatal
  },
}

const asFinding = (what: string): Finding => ({
  what: `Redis is not usable: ${what}`,
  todo: 'Correct REDIS_URL or Redis: docs/operations.md has the requirements. Servers and workers do not start with this Redis.',
  isFatal: true,
})

const forgetful: Finding = {
  what: 'Redis loses all data when it restarts (appendonly no)',
  todo: 'Set `appendonly yes`: running escalations are only in Redis.',
}

import { readRedisSettings } from '../../engine/redis-settings.ts'
import type { Check, Finding } from '../check.ts'

/** Escalations live in Redis alone: what it throws away or forgets is gone. */
export const redis: Check = {
  name: 'Redis',
  isOff: ({ redisUrl }) => (redisUrl === undefined ? 'REDIS_URL is not set' : undefined),
  async look({ redisUrl = '' }): Promise<readonly Finding[]> {
    const settings = await readRedisSettings(redisUrl)
    if (!settings) {
      return [
        {
          what: 'Redis cannot be reached',
          todo: 'Check REDIS_URL (rediss:// for TLS), its password, and the way to it.',
        },
      ]
    }
    const { major, policy, isPersistent } = settings
    return [
      ...(major < 7
        ? [{ what: `Redis is version ${major}`, todo: 'Use Redis 7 or Valkey: queues need what older ones lack.' }]
        : []),
      ...(policy !== 'noeviction'
        ? [
            {
              what: `Redis throws keys away when memory runs out (maxmemory-policy ${policy ?? 'unknown'})`,
              todo: 'Set `maxmemory-policy noeviction`: a lost key is a lost escalation, or a job that never runs.',
            },
          ]
        : []),
      ...(isPersistent
        ? []
        : [
            {
              what: 'Redis forgets everything when it restarts (appendonly no)',
              todo: 'Set `appendonly yes`: running escalations are kept in Redis alone.',
            },
          ]),
    ]
  },
}

import type { Redis } from 'ioredis'
import { until } from '../../tools/until.ts'

const queues = ['facts', 'effects-video-escalation', 'effects-conversation-transfer'].map(
  (name) => `escalate-jobs:${name}`,
)

/** Delayed jobs are the timers of live escalations; all others are still to be done. */
export const isQuiet = (redis: Redis) =>
  until(
    'the queues are empty',
    async () => {
      const keys = queues.flatMap((queue) => [`${queue}:wait`, `${queue}:active`])
      return (await Promise.all(keys.map((key) => redis.llen(key)))).every((count) => count === 0)
    },
    { withinMs: 120_000, everyMs: 250 },
  )

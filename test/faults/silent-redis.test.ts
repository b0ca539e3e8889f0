import { expect, it } from 'vitest'
import { startRedis } from '../../tools/redis.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre } from '../support/a-call-centre.ts'
import { aRelay } from '../support/a-relay.ts'

it.each(['both', 'requests', 'answers'] as const)(
  'with every connection silent (%s swallowed), a webhook is kept again within 15 s and done within 35 s',
  async (swallowed) => {
    const redis = await startRedis()
    const relay = await aRelay(redis.port)
    const centre = await aCallCentre({
      env: { RECONCILE_SECONDS: '600' },
      redisUrl: `redis://127.0.0.1:${relay.port}`,
    })
    try {
      const chat = await centre.chat()
      expect(relay.silence(swallowed)).toBeGreaterThan(5)
      const since = performance.now()
      await until('the command is kept', async () => (await chat.start()).ok, { withinMs: 15_000, everyMs: 200 })
      const server = performance.now() - since
      await chat.saying('invited', 35_000 - server)
      expect(await chat.invites()).toHaveLength(1)
      expect(await chat.rooms()).toHaveLength(1)
    } finally {
      await centre.stop()
      await relay.stop()
      await redis.stop()
    }
  },
  90_000,
)

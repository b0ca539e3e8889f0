import { expect, it } from 'vitest'
import { connectPatient } from '../../src/engine/redis.ts'
import { startRedis } from '../../tools/redis.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre } from '../support/a-call-centre.ts'
import { aRedisServer } from '../support/a-redis-server.ts'
import { aRelay } from '../support/a-relay.ts'

it('a master that becomes a replica is named by /readyz and one log entry a minute, and left within 10 s', async () => {
  const old = await startRedis()
  const next = await aRedisServer(['save ""', 'maxmemory-policy noeviction', `replicaof 127.0.0.1 ${old.port}`])
  const [oldServer, nextServer] = [connectPatient(old.url), connectPatient(`redis://127.0.0.1:${next.port}`)]
  await until('the replica follows', async () => (await nextServer.info('replication')).includes('link_status:up'))
  const relay = await aRelay(old.port)
  const lines: { readonly msg: string; readonly reason?: string; readonly level: number; readonly name: string }[] = []
  const centre = await aCallCentre({
    env: { RECONCILE_SECONDS: '600' },
    redisUrl: `redis://127.0.0.1:${relay.port}`,
    heard: (program, line) => program !== 'simulator' && void lines.push(JSON.parse(line)),
  })
  try {
    const [before, later] = [await centre.chat(), await centre.chat()]
    const { link } = await before.invited()
    await centre.settled()
    await nextServer.replicaof('NO', 'ONE')
    await oldServer.replicaof('127.0.0.1', next.port)
    const report = async () =>
      (await fetch(`${centre.serverUrl}/readyz`)).json() as Promise<{ checks: { redis: string } }>
    await until('/readyz names it', async () => (await report()).checks.redis === 'refuses writes: READONLY')
    const made = relay.accepted()
    const since = performance.now()
    let refused = 0
    await until('12 s are over', async () => {
      if ((await later.start()).status === 503) refused += 1
      return performance.now() - since > 12_000
    })
    expect(refused).toBeGreaterThan(20)
    // Four connections of server and worker, and one for each queue; each reconnects once in 5 s.
    expect(relay.accepted() - made).toBeLessThan(40)
    for (const name of ['server', 'worker']) {
      const warnings = lines.filter((each) => each.name === name && each.reason === 'READONLY')
      expect(warnings.map(({ msg }) => msg)).toEqual(['trouble with Redis'])
    }
    relay.leadTo(next.port)
    await until('a webhook is kept', async () => (await later.start()).ok, { withinMs: 10_000, everyMs: 100 })
    await later.saying('invited')
    expect((await before.press(link)).status).toBe(425)
    expect((await later.invites()).length).toBe(1)
  } finally {
    await centre.stop()
    oldServer.disconnect()
    nextServer.disconnect()
    await relay.stop()
    await Promise.all([old.stop(), next.stop()])
  }
}, 120_000)

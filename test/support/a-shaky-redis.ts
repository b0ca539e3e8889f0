import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { connectPatient } from '../../src/engine/redis.ts'
import { startRedis } from '../../tools/redis.ts'
import { until } from '../../tools/until.ts'
import { aRedisServer } from './a-redis-server.ts'
import { aRelay } from './a-relay.ts'

export type ShakyRedis = Awaited<ReturnType<typeof aShakyRedis>>

/** A Redis behind a relay, with a replica. Clients of `url` see its faults; clients of `straight()` do not. */
export async function aShakyRedis() {
  const master = await startRedis()
  const replica = await aRedisServer(['save ""', 'maxmemory-policy noeviction', `replicaof 127.0.0.1 ${master.port}`])
  const relay = await aRelay(master.port)
  const [first, second] = [connectPatient(master.url), connectPatient(`redis://127.0.0.1:${replica.port}`)]
  await until('the replica follows', async () => (await second.info('replication')).includes('link_status:up'))
  let straight = master.url

  return {
    url: `redis://127.0.0.1:${relay.port}`,
    straight: () => straight,
    relay,
    /** The master, past the relay. */
    ask: first,
    async killed(): Promise<void> {
      master.kill('SIGKILL')
      await master.exited
    },
    restart: () => master.restart(),
    /** For a dead master. */
    forget: () => rm(join(master.dir, 'appendonlydir'), { recursive: true, force: true }),
    async demote(): Promise<void> {
      await second.replicaof('NO', 'ONE')
      await first.replicaof('127.0.0.1', replica.port)
      straight = `redis://127.0.0.1:${replica.port}`
    },
    leadToNewMaster: () => relay.leadTo(replica.port),
    async stop(): Promise<void> {
      first.disconnect()
      second.disconnect()
      await relay.stop()
      await Promise.all([master.stop(), replica.stop()])
    },
  }
}

import type { Redis } from 'ioredis'
import { expect, it, type TestContext, vi } from 'vitest'
import { createInstallation } from '../../src/engine/installation.ts'
import { connectImpatient, connectPatient, isReady } from '../../src/engine/redis.ts'
import { createReconnectRule } from '../../src/engine/redis-watch.ts'
import { storeTroubleIn } from '../../src/engine/store-trouble.ts'
import { createTroubleLog } from '../../src/engine/trouble-log.ts'
import { whyNoWrite, writeTrouble } from '../../src/engine/write-probe.ts'
import { until } from '../../tools/until.ts'
import { aRedisServer } from '../support/a-redis-server.ts'
import { aRelay } from '../support/a-relay.ts'

/** A master and its replica, and an address that leads to either. */
async function twoServers({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) {
  const [old, next] = [await aRedisServer(['save ""']), await aRedisServer(['save ""'])]
  const relay = await aRelay(old.port)
  const clients: Redis[] = []
  const known = (client: Redis) => {
    clients.push(client)
    return client
  }
  onTestFinished(async () => {
    for (const each of clients) each.disconnect()
    await relay.stop()
    await Promise.all([old.stop(), next.stop()])
  })
  const plain = (port: number) => known(connectPatient(`redis://127.0.0.1:${port}`))
  return {
    relay,
    known,
    old: plain(old.port),
    next: plain(next.port),
    nextPort: next.port,
    url: `redis://127.0.0.1:${relay.port}`,
  }
}

it('a master that became a replica is left within 10 s, with at most four reconnects', async (context) => {
  const { relay, known, old, next, nextPort, url } = await twoServers(context)
  const told: string[] = []
  const clients = [known(connectPatient(url)), known(connectImpatient(url, (each) => told.push(each)))]
  const [, impatient] = clients
  if (!impatient) throw new Error('There are two')
  await until('both are ready', async () => clients.every(isReady))
  await old.replicaof('127.0.0.1', nextPort)
  await until('it is a replica', async () => (await old.info('replication')).includes('role:slave'))
  expect(await until('the reason is given', () => whyNoWrite(impatient, 'escalate'))).toBe('READONLY')
  const text = await until('the metric says so', async () => {
    const seen = await createInstallation(impatient, []).text()
    return seen.includes('READONLY') && seen
  })
  expect(text).toContain('escalate_redis_up{reason="READONLY"} 0')
  // Numbers that can be read are still reported.
  expect(text).toContain('escalate_unsent_outboxes 0')
  const before = relay.accepted()
  const since = performance.now()
  await until('6 s are over', async () => {
    await Promise.allSettled(clients.map((each) => each.set('a', 1)))
    return performance.now() - since > 6_000
  })
  expect(relay.accepted() - before).toBeLessThanOrEqual(4)
  expect(told.length).toBeGreaterThan(50)
  relay.leadTo(nextPort)
  const allWrite = async () =>
    (await Promise.all(clients.map((each) => each.set('a', 2)))).every((each) => each === 'OK')
  await until('both write to the new master', allWrite, { withinMs: 10_000 })
  expect(await next.get('a')).toBe('2')
  expect(await whyNoWrite(impatient, 'escalate')).toBeUndefined()
}, 40_000)

it.each([
  ['READONLY', "READONLY You can't write against a read only replica."],
  ['MASTERDOWN', "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'."],
  ['LOADING', 'LOADING Redis is loading the dataset in memory'],
  ['CLUSTERDOWN', 'CLUSTERDOWN The cluster is down'],
  ['NOREPLICAS', 'NOREPLICAS Not enough good replicas to write.'],
  ['MISCONF', 'MISCONF Redis is configured to save RDB snapshots, but …'],
  [
    'READONLY',
    "ERR Error running script (call to f_1): @user_script:1: -READONLY You can't write against a read only replica.",
  ],
])('%s is recognised in “%s”, and a connection is closed for it once in 5 s', (reason, message) => {
  const problem = Object.assign(new Error(message), { name: 'ReplyError' })
  expect(storeTroubleIn(problem)).toBe(reason)
  let now = 0
  const told: string[] = []
  const leave = createReconnectRule(
    (each) => told.push(each),
    () => now,
  )
  expect(leave(problem)).toBe(true)
  now = 4_999
  expect(leave(problem)).toBe(false)
  now = 5_000
  expect(leave(problem)).toBe(true)
  expect(told).toEqual([reason, reason, reason])
})

it.each([
  ['OOM', "OOM command not allowed when used memory > 'maxmemory'. script: 1, on @user_script:30."],
  ['NOPERM', 'NOPERM this user has no permissions to access one of the keys used as arguments'],
  ['NOPERM', "ERR The user executing the script can't run this command or subcommand script: 1, on @user_script:1."],
  ['NOPERM', "ERR ACL failure in script: User me has no permissions to run the 'xadd' command script: 1"],
  ['BUSY', 'BUSY Redis is busy running a script.'],
  [undefined, 'WRONGTYPE Operation against a key holding the wrong kind of value'],
  [undefined, 'ERR syntax error'],
])('%s is trouble that a new connection does not end: %s', (reason, message) => {
  const problem = Object.assign(new Error(message), { name: 'ReplyError' })
  expect(storeTroubleIn(problem)).toBe(reason)
  expect(createReconnectRule(() => {})(problem)).toBe(false)
})

it('trouble is logged once a minute for each reason, with a count', () => {
  let now = 0
  const warn = vi.fn()
  const tell = createTroubleLog({ warn }, () => now)
  for (let n = 0; n < 100; n++) tell('OOM')
  tell('away')
  now = 60_000
  tell('OOM')
  expect(warn.mock.calls.map(([line]: unknown[]) => line)).toEqual([
    { reason: 'OOM', times: 1 },
    { reason: 'away', times: 1 },
    { reason: 'OOM', times: 100 },
  ])
})

it('/readyz has Redis’ own code for a refusal, and ours for silence and absence', () => {
  expect(['OOM', 'away', 'late'].map(writeTrouble)).toEqual([
    'refuses writes: OOM',
    'not reachable',
    'no answer in time',
  ])
})

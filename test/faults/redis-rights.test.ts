import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keyPatterns } from '../../src/engine/redis-rights.ts'
import { startRedis } from '../../tools/redis.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { live } from '../support/a-case.ts'
import { documentedRights } from '../support/rights-line.ts'

// Server and worker are the user of docs/operations.md. This process reads Redis as another user.
const [user, ...rights] = documentedRights()
let redis: Awaited<ReturnType<typeof startRedis>>
let admin: Redis
let centre: CallCentre
const lines: { readonly name: string; readonly reason?: string; readonly msg: string }[] = []

beforeAll(async () => {
  redis = await startRedis()
  admin = new Redis(redis.port)
  await admin.call('ACL', 'SETUSER', user, ...rights)
  centre = await aCallCentre({
    redisUrl: redis.url.replace('//', `//${user}:PASSWORD@`),
    heard: (program, line) => program !== 'simulator' && void lines.push(JSON.parse(line)),
  })
})
afterAll(async () => {
  await centre?.stop()
  admin?.disconnect()
  await redis?.stop()
})

const readiness = async () => {
  const answer = await fetch(`${centre.serverUrl}/readyz`)
  const { checks } = (await answer.json()) as { checks: { redis: string } }
  return checks.redis
}
const denied = async () => ((await admin.call('ACL', 'LOG')) as unknown[][]).map((each) => each.map(String).join(' '))

it('with exactly the documented rights a video runs from /video to its end, and Redis refuses no command', async () => {
  expect(await readiness()).toBe('ok')
  const chat = await centre.chat()
  await live(chat)
  await chat.ends('wrapup')
  await chat.saying('ended')
  await chat.closed()
  await centre.settled()
  // Clients send their own names; nothing depends on these.
  expect((await denied()).filter((each) => !/ object client/.test(each))).toEqual([])
  const known = [...keyPatterns('escalate').ours, keyPatterns('escalate').all[1]].map((each) => each.slice(1))
  const isKnown = (key: string) =>
    known.some((each) => (each.endsWith('*') ? key.startsWith(each.slice(0, -1)) : key === each))
  expect((await admin.keys('*')).filter((key) => !isKnown(key))).toEqual([])
}, 90_000)

it('a right that is removed is named by /readyz and both logs within 60 s; videos still start', async () => {
  await admin.call('ACL', 'SETUSER', user, '-publish')
  const chat = await centre.chat()
  expect((await chat.start()).status).toBeLessThan(300)
  await chat.saying('invited')
  const told = 'the user has no right to +publish'
  await until('/readyz names it', async () => (await readiness()) === told)
  for (const name of ['server', 'worker'])
    await until(`the ${name}'s log names it`, async () =>
      lines.some((each) => each.name === name && each.reason === told),
    )
  expect(await (await fetch(`${centre.serverUrl}/metrics`)).text()).toContain('escalate_redis_up{reason="NOPERM"} 0')
  await admin.call('ACL', 'SETUSER', user, '+publish')
  await until('/readyz is content again', async () => (await readiness()) === 'ok')
}, 150_000)

it('a password that becomes wrong is named by /readyz and both logs within 60 s, and no process ends', async () => {
  await admin.call('ACL', 'SETUSER', user, 'resetpass', '>another')
  const told = 'user or password is wrong (WRONGPASS)'
  await until('/readyz names it', async () => (await readiness()) === told)
  for (const name of ['server', 'worker'])
    await until(`the ${name}'s log names it`, async () =>
      lines.some((each) => each.name === name && each.reason === told),
    )
  const chat = await centre.chat()
  await chat.invited()
  await admin.call('ACL', 'SETUSER', user, '>PASSWORD')
  await until('/readyz is content again', async () => (await readiness()) === 'ok')
}, 150_000)

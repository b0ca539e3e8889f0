import { connect, createServer } from 'node:net'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../tools/free-port.ts'
import { startProgram } from '../../tools/program.ts'
import { startRedis } from '../../tools/redis.ts'
import { until } from '../../tools/until.ts'
import type { CallCentre } from '../support/a-call-centre.ts'
import { aRedisServer } from '../support/a-redis-server.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

let centre: CallCentre
let good: Awaited<ReturnType<typeof aRedisServer>>
let evicting: Awaited<ReturnType<typeof aRedisServer>>
let old: Awaited<ReturnType<typeof anOldRedis>>
beforeAll(async () => {
  centre = await theCallCentre()
  good = await aRedisServer(['save ""'])
  evicting = await aRedisServer(['save ""', 'maxmemory-policy volatile-lru'])
  old = await anOldRedis(good.port)
  const admin = new Redis(good.port)
  await admin.call('ACL', 'SETUSER', 'weak', 'on', '>pw', '~*', 'resetchannels', '+@all', '-bzpopmin')
  admin.disconnect()
})
afterAll(async () => {
  await old?.stop()
  await Promise.all([good?.stop(), evicting?.stop()])
})

/** The Redis at a port, with another version: 5-point-something. */
async function anOldRedis(port: number) {
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    near.pipe(far)
    far.on('data', (bytes) =>
      near.write(bytes.toString('latin1').replace(/redis_version:\d/, 'redis_version:5'), 'latin1'),
    )
    for (const socket of [near, far])
      socket.on('error', () => {}).on('close', () => [near, far].map((each) => each.destroy()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: own } = server.address() as { port: number } // bound to TCP
  return { port: own, stop: () => new Promise((resolve) => server.close(resolve)) }
}

const wrong: readonly (readonly [what: string, url: () => string, told: RegExp])[] = [
  ['a malformed address', () => 'rediss//127.0.0.1', /REDIS_URL is malformed/],
  ['a wrong password', () => `redis://weak:other@127.0.0.1:${good.port}`, /user or password is wrong \(WRONGPASS\)/],
  ['missing rights', () => `redis://weak:pw@127.0.0.1:${good.port}`, /no right to &escalate:changed \+bzpopmin/],
  ['an old version', () => `redis://127.0.0.1:${old.port}`, /version 5\.[\d.]+ is too old: 6\.2 or newer is needed/],
  [
    'a policy that evicts',
    () => `redis://127.0.0.1:${evicting.port}`,
    /maxmemory-policy is volatile-lru: it must be noeviction/,
  ],
  ['TLS to a plain port', () => `rediss://127.0.0.1:${good.port}`, /it has no TLS/],
]
/** The promise is 10 s. The doctor checks much more, so it gets 40 s. */
const programs = [
  ['webhooks/main.ts', 10],
  ['workers/main.ts', 10],
  ['tools/doctor.ts', 40],
] as const

describe.each(wrong)('with %s', (_, url, told) => {
  it.each(programs)(
    '%s exits with 78 within %i s and logs the reason in one line',
    async (file, seconds) => {
      const said: string[] = []
      const program = startProgram(file, {
        file,
        env: { ...centre.env, PORT: '0', REDIS_URL: url() },
        heard: (line) => said.push(line),
      })
      const code = await Promise.race([
        program.exited,
        new Promise((resolve) => setTimeout(resolve, seconds * 1_000, 'it runs')),
      ])
      await program.stop()
      const lines = [...said, ...program.lastWords().split('\n')].filter((line) => line !== '')
      expect(code, lines.join('\n')).toBe(78)
      expect(lines.filter((line) => told.test(line))).toHaveLength(1)
      expect(lines.join('\n')).not.toMatch(/^\s+at /m)
      // The doctor reports other things, too.
      if (file !== 'tools/doctor.ts') expect(lines).toHaveLength(1)
    },
    60_000,
  )
})

it('a Redis that was away at the start and then asks for a password is named by /readyz within 60 s, and no process ends', async () => {
  const [port, redisPort] = [await freePort(), await freePort()]
  const env = { ...centre.env, PORT: String(port), REDIS_URL: `redis://127.0.0.1:${redisPort}` }
  const server = startProgram('server', { file: 'webhooks/main.ts', env })
  const url = `http://127.0.0.1:${port}`
  await until('it answers', async () => (await fetch(`${url}/healthz`)).ok)
  const readiness = async () => {
    const { checks } = (await (await fetch(`${url}/readyz`)).json()) as { checks: { redis: string } }
    return checks.redis
  }
  expect(await readiness()).toBe('not reachable')
  const redis = await startRedis({ port: redisPort })
  const admin = new Redis(redisPort)
  try {
    await admin.config('SET', 'requirepass', 'sesame')
    await admin.call('CLIENT', 'KILL', 'TYPE', 'normal')
    await until('it is named', async () => (await readiness()) === 'it asks for a password (NOAUTH)')
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    await admin.config('SET', 'requirepass', '')
    await until('it is well', async () => (await readiness()) === 'ok')
  } finally {
    admin.disconnect()
    await server.stop()
    await redis.stop()
  }
}, 150_000)

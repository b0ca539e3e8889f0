import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { readAccount, readConfig } from '../../src/config.ts'
import { checks } from '../../src/doctor/checks/index.ts'
import { examine } from '../../src/doctor/examine.ts'
import { sdkFrom } from '../../src/twilio/from-config.ts'
import { freePort } from '../../tools/free-port.ts'
import { project } from '../../tools/project.ts'
import { quietCommand } from '../../tools/quiet-command.ts'
import { startRedis } from '../../tools/redis.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { aRedisServer } from '../support/a-redis-server.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre()
})
afterAll(() => centre?.stop())

type Env = Readonly<Record<string, string>>

/** The findings of one check of the running server, with their remedies. */
async function said(name: string, env: Env = {}, redisUrl?: string): Promise<readonly string[]> {
  const account = readAccount({ ...centre.env, ...env })
  const [result] = await examine(
    {
      account,
      sdk: sdkFrom(account, () => undefined),
      workspaceSid: account.TWILIO_WORKSPACE_SID,
      chatServiceSid: account.TWILIO_CHAT_SERVICE_SID,
      transferWorkflowSid: account.TWILIO_TRANSFER_WORKFLOW_SID,
      environment: [],
      retired: [],
      server: readConfig({ ...centre.env, ...env }),
      redisUrl,
      now: Date.now,
    },
    checks.filter((each) => each.name === name),
  )
  if (!result) return ['no such check']
  if (result.notLookedAt !== undefined) return [`not looked at: ${result.notLookedAt}`]
  return result.findings.map(({ what, todo }) => `${what}. ${todo}`)
}

/** Another program at an address: path to body. */
async function anotherSite(pages: Readonly<Record<string, string>>): Promise<Env> {
  const server = createServer((request, response) => {
    const page = pages[request.url ?? '']
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html' }).end(page ?? 'Not found')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // Bound to TCP, so it is an address and a port.
  return { PUBLIC_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

it('the checks of a running server find nothing', async () => {
  const names = ['public address', 'readiness of the server', 'signatures of webhooks', 'join page']
  for (const name of names) expect([name, await said(name)]).toEqual([name, []])
})

it('the command exits with 0, a good line for each check, and one line for the manual check', async () => {
  const { ok, stdout } = await quietCommand(process.execPath, [join(project.root, 'tools/doctor.ts')], {
    env: { ...process.env, ...centre.env },
  })
  expect(stdout.replace(/^✓.*\n/gm, '')).toMatch(/^– {2}ad-hoc rooms: not looked at \(.*console.*\)\n$/)
  expect(stdout.match(/^✓/gm)).toHaveLength(checks.length - 1)
  expect(ok).toBe(true)
})

describe('the doctor reports', () => {
  it('that nothing answers at PUBLIC_URL, or something else does', async () => {
    expect(await said('public address', { PUBLIC_URL: `http://127.0.0.1:${await freePort()}` })).toEqual([
      expect.stringMatching(/healthz cannot be reached \(ECONNREFUSED\).*Start the server/),
    ])
    const parked = await anotherSite({ '/healthz': '<h1>Buy this domain</h1>' })
    expect(await said('public address', parked)).toEqual([expect.stringContaining('is answered by something else')])
  })

  it('that the real Twilio cannot reach this machine', async () => {
    expect(await said('public address', { PUBLIC_URL: 'http://localhost:3000', TWILIO_API_URL: '' })).toEqual([
      expect.stringMatching(/this machine or network only.*public https address/),
    ])
  })

  it('that PUBLIC_URL or the account differs from the server’s', async () => {
    const PUBLIC_URL = centre.serverUrl.replace('127.0.0.1', 'localhost')
    expect(await said('signatures of webhooks', { PUBLIC_URL })).toEqual([
      expect.stringMatching(/bad-signature.*exactly what Twilio calls/),
    ])
    expect(await said('signatures of webhooks', { TWILIO_ACCOUNT_SID: `AC${'9'.repeat(32)}` })).toEqual([
      expect.stringContaining('foreign-account'),
    ])
  })

  it('that the join page, or one of its scripts, is missing', async () => {
    expect(await said('join page', await anotherSite({}))).toEqual([
      expect.stringMatching(/it answers 404.*npm run build/),
    ])
    const half = await anotherSite({ '/j/': '<script type="module" src="/j/assets/index-1.js"></script>' })
    expect(await said('join page', half)).toEqual([expect.stringContaining('loads /j/assets/index-1.js')])
  })

  it('that no worker runs', async () => {
    await centre.worker.stop()
    await centre.inside.redis.del('escalate:worker-heartbeat')
    await until('the server misses it', async () => (await said('readiness of the server')).length > 0)
    expect(await said('readiness of the server')).toEqual([
      expect.stringMatching(/worker: none was at work.*Start a worker/),
    ])
  })
})

describe('the doctor reports of Redis', () => {
  it('that it evicts keys, keeps nothing on disk, or cannot be reached; nothing when all is well', async () => {
    const { url, stop } = await startRedis()
    const redis = new Redis(url)
    onTestFinished(async () => {
      redis.disconnect()
      await stop()
    })
    await redis.config('SET', 'appendonly', 'yes')
    expect(await said('Redis', {}, url)).toEqual([])
    await redis.config('SET', 'appendonly', 'no')
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru')
    expect(await said('Redis', {}, url)).toEqual([
      expect.stringMatching(/allkeys-lru.*noeviction/),
      expect.stringMatching(/loses all data.*appendonly yes/),
    ])
    const wrong = url.replace('//', '//nobody:secret@')
    expect(await said('Redis', {}, wrong)).toEqual([
      expect.stringMatching(/user or password is wrong \(WRONGPASS\).*operations\.md/),
    ])
    expect(await said('Redis', {}, 'redis://127.0.0.1:1')).toEqual([expect.stringContaining('cannot be reached')])
    expect(await said('Redis')).toEqual(['not looked at: REDIS_URL is not set'])
  })

  it('nothing when all is well behind sentinels, or in a cluster', async () => {
    const settings = ['appendonly yes', 'save ""']
    const master = await aRedisServer(settings)
    const sentinel = await aRedisServer([`sentinel monitor main 127.0.0.1 ${master.port} 1`], ['--sentinel'])
    const node = await aRedisServer([...settings, 'cluster-enabled yes', 'cluster-announce-ip 127.0.0.1'])
    onTestFinished(async () => {
      await Promise.all([master.stop(), sentinel.stop(), node.stop()])
    })
    expect(await said('Redis', {}, `redis+sentinel://127.0.0.1:${sentinel.port}/main`)).toEqual([])
    const admin = new Redis(node.port)
    await admin.cluster('ADDSLOTSRANGE', 0, 16_383)
    await until('the cluster is one', async () => (await admin.cluster('INFO')).includes('cluster_state:ok'))
    admin.disconnect()
    const env = { REDIS_PREFIX: '{escalate}' }
    expect(await said('Redis', env, `redis+cluster://127.0.0.1:${node.port}`)).toEqual([])
  })
})

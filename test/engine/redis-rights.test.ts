import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { connectOnce } from '../../src/engine/redis.ts'
import { redisAddress } from '../../src/engine/redis-address.ts'
import { clusterCommands, commandProbes, keyPatterns } from '../../src/engine/redis-rights.ts'
import { createRedisStore } from '../../src/engine/redis-store.ts'
import { missingRights } from '../../src/engine/rights-proof.ts'
import { project } from '../../tools/project.ts'
import { until } from '../../tools/until.ts'
import { aChange } from '../support/a-redis.ts'
import { aRedisServer } from '../support/a-redis-server.ts'
import { documentedRights } from '../support/rights-line.ts'

const [, ...rights] = documentedRights()
const place = { feature: 'video', key: 'CH1' }
const probed = [...new Set(commandProbes('escalate').map(([name]) => name)), 'multi', 'exec', 'subscribe']
const { all, ours } = keyPatterns('escalate')

let server: Awaited<ReturnType<typeof aRedisServer>>
let admin: Redis
beforeAll(async () => {
  server = await aRedisServer(['save ""'])
  admin = new Redis(server.port)
})
afterAll(async () => {
  admin?.disconnect()
  await server?.stop()
})

/** What a user with the documented rights lacks, after further changes. */
async function missingTo(...changes: readonly string[]): Promise<readonly string[]> {
  await admin.call('ACL', 'SETUSER', 'somebody', 'reset', 'on', 'nopass', ...rights.slice(2), ...changes)
  return missingAt(`redis://somebody:any@127.0.0.1:${server.port}`, 'escalate')
}

async function missingAt(url: string, prefix: string): Promise<readonly string[]> {
  const address = redisAddress(url)
  if (!address) throw new Error(`${url} is no address`)
  const client = connectOnce(address)
  client.on('error', () => {})
  try {
    return await missingRights(client, prefix)
  } finally {
    client.disconnect()
  }
}

/** The commands in a script, by their names in it. */
const commandsIn = (text: string) =>
  [...text.matchAll(/(?:rcall|redis\.p?call)\(\s*['"]([A-Za-z]+)['"]/g)].map(([, name = '']) => name.toLowerCase())

describe('the documented rights', () => {
  it('are the commands that are tested, those for a cluster and for another database, and no more', () => {
    const granted = rights.filter((each) => each.startsWith('+')).map((each) => each.slice(1))
    expect([...granted].sort()).toEqual([...probed, ...clusterCommands, 'select'].sort())
  })

  it('have every command of our own scripts', () => {
    const files = globSync('{src,webhooks,workers}/**/*.ts', { cwd: project.root })
    const used = new Set(files.flatMap((file) => commandsIn(readFileSync(join(project.root, file), 'utf8'))))
    expect(used.size).toBeGreaterThan(15)
    expect(probed).toEqual(expect.arrayContaining([...used]))
  })

  it('have every command of those scripts of BullMQ that queues, workers and Bull Board run', () => {
    const called =
      /^(add(Delayed|Standard)Job|extendLocks?|get(Counts|CountsPerPriority|Jobs|Metrics|Ranges|RateLimitTtl|State|StateV2)|isFinished|isJobInList|isMaxed|move(JobFromActiveToWait|JobsToWait|StalledJobsToWait|ToActive|ToDelayed|ToFinished)|releaseLock|reprocessJob|retryJob|saveStacktrace)$/
    const scripts = z
      .record(z.string(), z.object({ name: z.string(), content: z.string() }))
      .parse(createRequire(import.meta.url)(join(project.root, 'node_modules/bullmq/dist/cjs/scripts/index.js')))
    const run = Object.values(scripts).filter(({ name }) => called.test(name))
    expect(run.length).toBeGreaterThan(20)
    expect(probed).toEqual(expect.arrayContaining([...new Set(run.flatMap(({ content }) => commandsIn(content)))]))
  })

  it('are enough: none is missing, and the test leaves no key and changes none', async () => {
    await admin.set('escalate:census', '[]')
    await admin.hset('escalate:record:video:CH1', 'version', 1)
    await admin.rpush('escalate:timeline:video:CH1', 'entry')
    const everything = async () => {
      const keys = (await admin.keys('*')).sort()
      return [keys, await Promise.all(keys.map((key) => admin.dump(key)))]
    }
    const before = await everything()
    expect(await missingTo()).toEqual([])
    expect(await everything()).toEqual(before)
    await admin.flushall()
  })
})

describe('the test names', () => {
  it.each(probed)('the right to %s alone, when only that right is missing', async (command) => {
    expect(await missingTo(`-${command}`)).toEqual([`+${command}`])
  })

  it('the channel, and both kinds of keys', async () => {
    expect(await missingTo('resetchannels')).toEqual(['&escalate:changed'])
    expect(await missingTo('resetkeys', all[0])).toEqual([all[1]])
    expect(await missingTo('resetkeys', all[1])).toEqual([all[0]])
    expect(await missingTo('resetkeys', '~other:*', 'resetchannels', '&other:changed')).toEqual(
      ['&escalate:changed', ...all].sort(),
    )
  })

  it.each(ours)('the keys %s alone, when only those are out of reach', async (pattern) => {
    const others = ours.filter((each) => each !== pattern)
    expect(await missingTo('resetkeys', all[1], ...others)).toEqual([pattern])
  })

  it('several at once, also to a user without any right', async () => {
    expect(await missingTo('-xadd', '-eval', '-info')).toEqual(['+eval', '+info', '+xadd'])
    expect(await missingTo('-@all')).toEqual(probed.map((each) => `+${each}`).sort())
  })

  it('on a cluster the rights that its client needs', async () => {
    const node = await aRedisServer(['cluster-enabled yes', 'cluster-announce-ip 127.0.0.1', 'save ""'])
    const plain = new Redis(node.port)
    try {
      await plain.cluster('ADDSLOTSRANGE', 0, 16_383)
      await until('the cluster is one', async () => (await plain.cluster('INFO')).includes('cluster_state:ok'))
      const words = rights.slice(2).map((each) => each.replace('escalate', '{escalate}'))
      const missing = async (...changes: readonly string[]) => {
        await plain.call('ACL', 'SETUSER', 'somebody', 'reset', 'on', 'nopass', ...words, ...changes)
        return missingAt(`redis+cluster://somebody:any@127.0.0.1:${node.port}`, '{escalate}')
      }
      expect(await missing()).toEqual([])
      expect(await missing('-cluster|info', '-bzpopmin', '-publish')).toEqual([
        '+bzpopmin',
        '+cluster|info',
        '+publish',
      ])
      expect(await missing('resetchannels')).toEqual(['&{escalate}:changed'])
    } finally {
      plain.disconnect()
      await node.stop()
    }
  })
})

it('a save stands when the user may not publish, and the missing right is reported', async () => {
  for (const change of ['-publish', 'resetchannels']) {
    await missingTo(change)
    const redis = new Redis(`redis://somebody:any@127.0.0.1:${server.port}`)
    const told: string[] = []
    const store = createRedisStore(redis, { report: (reason) => told.push(reason) })
    expect(await store.save(place, aChange({ state: { n: 7 } }))).toBe('saved')
    expect((await store.load(place))?.state).toEqual({ n: 7 })
    expect(told).toEqual(['NOPERM (publish)'])
    redis.disconnect()
    await admin.flushall()
  }
})

import { Queue } from 'bullmq'
import { Registry } from 'prom-client'
import { describe, expect, it } from 'vitest'
import { beat, lastBeat } from '../../src/engine/heartbeat.ts'
import { createPatience } from '../../src/engine/patience.ts'
import { provedAt } from '../../src/engine/proof.ts'
import { connectPatient } from '../../src/engine/redis.ts'
import { until } from '../../tools/until.ts'
import { createAtWork } from '../../workers/at-work.ts'
import { JobWorker } from '../../workers/job-worker.ts'
import { workerOptions } from '../../workers/options.ts'
import { aRedis } from '../support/a-redis.ts'
import { aRedisServer } from '../support/a-redis-server.ts'

describe('a loop', () => {
  it.each([
    ['without jobs was at work when it was last answered', { answered: 900, finished: 0, running: [] }, 900],
    ['that was never answered was never at work', { answered: 0, finished: 0, running: [] }, 0],
    [
      'that is answered, with a running job, was at work when the job began',
      { answered: 900, finished: 0, running: [400] },
      400,
    ],
    [
      'with one hanging job is at work as long as others are done',
      { answered: 900, finished: 800, running: [400, 850] },
      800,
    ],
    [
      'that is not answered is not at work, whatever its jobs do',
      { answered: 300, finished: 800, running: [850] },
      300,
    ],
  ])('%s', (_, loop, proved) => {
    expect(provedAt(loop, 1_000)).toBe(proved)
  })
})

it('a heartbeat counts for 50 s from the moment of the work, not of the write', async () => {
  const { redis, prefix } = aRedis()
  const at = Date.now() - 40_000
  await beat(redis, prefix, at)
  expect(await lastBeat(redis, prefix, at + 41_000)).toBe(41_000)
  expect(await redis.pttl(`${prefix}:worker-heartbeat`)).toBeLessThanOrEqual(10_000)
  await redis.del(`${prefix}:worker-heartbeat`)
  await beat(redis, prefix, Date.now() - 50_001)
  expect(await lastBeat(redis, prefix)).toBeUndefined()
})

describe('a worker reports', () => {
  function aWorker() {
    let now = 1_000_000
    const proved = { facts: now, effects: now }
    const said: string[] = []
    const line = (fields: unknown, text?: string) => void said.push(`${text} ${JSON.stringify(fields)}`)
    const log = { warn: line, info: line } as never // only these parts are used
    const loops = (['facts', 'effects'] as const).map((name) => ({
      name,
      provedAt: () => proved[name],
      trouble: () => 'NOPERM',
    }))
    const registry = new Registry()
    const atWork = createAtWork(loops, { registry, log, now: () => now })
    return { proved, said, registry, atWork, passes: (ms: number) => (now += ms), now: () => now }
  }

  it('which queue gives no jobs after 50 s, why, and its return: one log entry each, and one a minute meanwhile', async () => {
    const { proved, said, registry, atWork, passes, now } = aWorker()
    for (let n = 0; n < 30; n++) {
      passes(5_000)
      proved.effects = now()
      atWork.say()
    }
    expect(said).toHaveLength(2)
    expect(said[0]).toBe('takes no jobs {"queue":"facts","seconds":55,"reason":"NOPERM"}')
    expect(atWork.whatIsWrong()).toBe('facts has taken no jobs for 150 s: NOPERM')
    expect(atWork.provedAt()).toBe(1_000_000)
    expect(await registry.metrics()).toContain('escalate_worker_quiet_seconds{queue="facts"} 150')
    proved.facts = now()
    atWork.say()
    expect(said.at(-1)).toBe('takes jobs again {"queue":"facts"}')
    expect(atWork.whatIsWrong()).toBeUndefined()
  })

  it('that it is not at work yet, until it asked each queue for jobs', () => {
    const { proved, atWork } = aWorker()
    proved.facts = 0
    expect(atWork.whatIsWrong()).toBe('facts has taken no jobs for 0 s: NOPERM')
    expect(atWork.provedAt()).toBe(0)
  })
})

const refusals: readonly [what: string, right: string, named: RegExp][] = [
  ['wait for jobs', '-bzpopmin', /'bzpopmin'/],
  // Redis names a command that a script may not run from 7.2 on.
  ['take any, by a script', '-rpoplpush', /'rpoplpush'|can't run this command/],
  ['run scripts', '-evalsha', /'evalsha'/],
]

describe.concurrent('a worker that may not', () => {
  it.for(refusals)(
    '%s (%s) is not at work from then on and says why within 15 s; with the right back, it works within 30 s',
    async ([_, right, named], { onTestFinished }) => {
      const server = await aRedisServer(['save ""', 'maxmemory-policy noeviction'])
      const admin = connectPatient(`redis://127.0.0.1:${server.port}`)
      await admin.call('ACL', 'SETUSER', 'app', 'on', '>secret', '~*', '&*', '+@all')
      const redis = connectPatient(`redis://app:secret@127.0.0.1:${server.port}`)
      const ending = new AbortController()
      const queue = new Queue('jobs', { connection: admin })
      const done: string[] = []
      const worker = new JobWorker('jobs', async (job) => void done.push(job.name), {
        ...workerOptions,
        connection: redis,
        patiently: createPatience(() => {}, ending.signal),
      })
      queue.on('error', () => {})
      worker.on('error', () => {})
      onTestFinished(async () => {
        ending.abort()
        await worker.close(true)
        await queue.close()
        for (const each of [redis, admin]) each.disconnect()
        await server.stop()
      })
      await until('it has asked for jobs', async () => worker.provedAt() > 0)
      const first = worker.provedAt()
      await until('it looks again while there is nothing to do', async () => worker.provedAt() > first, {
        withinMs: 15_000,
      })
      await admin.call('ACL', 'SETUSER', 'app', right)
      const command = right.slice(1)
      await until('it says why', async () => named.test(worker.trouble()), { withinMs: 15_000 })
      const last = worker.provedAt()
      const since = performance.now()
      await until('more time than between two looks', async () => performance.now() - since > 12_000, { everyMs: 200 })
      expect(worker.provedAt()).toBe(last)
      await admin.call('ACL', 'SETUSER', 'app', `+${command}`)
      await queue.add('after', {})
      await until('it works', async () => done.length === 1 && worker.provedAt() > last, { withinMs: 30_000 })
    },
  )
})

import { expect, it } from 'vitest'
import { freePort } from '../../tools/free-port.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre } from '../support/a-call-centre.ts'
import { aRedisServer } from '../support/a-redis-server.ts'

type Line = { readonly program: string; readonly msg: string; readonly queue?: string; readonly reason?: string }

/** A centre whose processes connect to Redis as a user whose rights can be removed. */
async function aCentre() {
  const server = await aRedisServer([
    'save ""',
    'maxmemory-policy noeviction',
    'appendonly yes',
    'user app on >secret ~* &* +@all',
  ])
  const port = await freePort()
  const lines: Line[] = []
  const centre = await aCallCentre({
    redisUrl: `redis://app:secret@127.0.0.1:${server.port}`,
    env: { METRICS_PORT: String(port) },
    heard: (program, line) =>
      void (program === 'simulator' || lines.push({ program, ...(JSON.parse(line) as Omit<Line, 'program'>) })),
  })
  const worker = (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(3_000) })
  const seen = {
    'at /healthz of the worker': async () => {
      const answer = await worker('/healthz').catch(() => undefined)
      return answer?.ok ? undefined : ((await answer?.text()) ?? 'no answer')
    },
    'at /readyz of the server': async () => {
      const answer = await fetch(`${centre.serverUrl}/readyz`)
      const { checks } = (await answer.json()) as { checks: { worker: string } } // health.ts
      return checks.worker === 'ok' ? undefined : checks.worker
    },
    'in the metrics': async () => {
      const text = await (await fetch(`${centre.serverUrl}/metrics`)).text()
      const age = Number(/^escalate_worker_heartbeat_age_seconds (\S+)/m.exec(text)?.[1] ?? 0)
      return age >= 45 ? String(age) : undefined
    },
    'in the log': async () =>
      lines.find(({ msg, queue }) => (msg === 'takes no jobs' ? queue === 'facts' : msg === 'no worker was at work'))
        ?.program,
  }
  const allWithin60s = async () => {
    const since = performance.now()
    const found = await Promise.all(
      Object.entries(seen).map(
        async ([where, look]) => [where, await until(where, look, { withinMs: 60_000, everyMs: 250 })] as const,
      ),
    )
    expect(performance.now() - since).toBeLessThan(60_000)
    return Object.fromEntries(found)
  }
  const isWell = () =>
    until(
      'it is at work again',
      async () => (await fetch(`${centre.serverUrl}/readyz`)).ok && (await worker('/healthz')).ok,
    )
  return {
    ...centre,
    lines,
    allWithin60s,
    isWell,
    async stop(): Promise<void> {
      await centre.stop()
      await server.stop()
    },
    rights: (...words: readonly string[]) => centre.inside.redis.call('ACL', 'SETUSER', 'app', ...words),
  }
}

it.concurrent('a worker without the right to take jobs is reported within 60 s by /healthz, /readyz, metrics and log, and recovers', async () => {
  const centre = await aCentre()
  try {
    await (await centre.chat()).invited()
    await centre.settled()
    await centre.rights('-bzpopmin')
    const seen = await centre.allWithin60s()
    expect(seen['at /healthz of the worker']).toMatch(/has taken no jobs for \d+ s: NOPERM .*'bzpopmin'/)
    const said = await until('the worker says so itself', async () =>
      centre.lines.find(({ msg, queue }) => msg === 'takes no jobs' && queue === 'facts'),
    )
    expect(said.reason).toContain("'bzpopmin'")
    await centre.rights('+bzpopmin')
    await centre.isWell()
    await (await centre.chat()).invited()
  } finally {
    await centre.stop()
  }
}, 180_000)

it.concurrent('a frozen worker is reported within 60 s by /healthz (no answer), /readyz, metrics and log, and recovers', async () => {
  const centre = await aCentre()
  try {
    await centre.settled()
    centre.worker.kill('SIGSTOP')
    const seen = await centre.allWithin60s()
    expect(seen['at /healthz of the worker']).toBe('no answer')
    expect(seen['in the log']).toBe('server')
    centre.worker.kill('SIGCONT')
    await centre.isWell()
    await (await centre.chat()).invited()
  } finally {
    centre.worker.kill('SIGCONT')
    await centre.stop()
  }
}, 180_000)

it.concurrent('a worker without jobs for 70 s is never reported', async () => {
  const centre = await aCentre()
  try {
    const since = performance.now()
    const missed: number[] = []
    await until(
      '70 s are over',
      async () => {
        const isHeard = (await centre.inside.redis.exists('escalate:worker-heartbeat')) === 1
        if (!isHeard || !(await fetch(`${centre.serverUrl}/readyz`)).ok) missed.push(performance.now() - since)
        return performance.now() - since > 70_000
      },
      { withinMs: 80_000, everyMs: 1_000 },
    )
    expect(missed).toEqual([])
    expect(centre.lines.filter(({ msg }) => msg === 'takes no jobs')).toEqual([])
  } finally {
    await centre.stop()
  }
}, 180_000)

import { Hono } from 'hono'

/** Answers undefined when all is well, or says in a few words what is not. */
export type Check = () => Promise<string | undefined>

const patienceMs = 1_000

/**
 * `/healthz`: the process runs and takes requests; what a balancer asks, because webhooks are kept also while a worker or
 * Twilio is away. `/readyz`: it can do its work; each failing dependency is named with what is wrong.
 */
export const health = (checks: Readonly<Record<string, Check>>, isDraining: () => boolean) =>
  new Hono()
    .get('/healthz', (c) => (isDraining() ? c.json({ status: 'draining' }, 503) : c.json({ status: 'ok' })))
    .get('/readyz', async (c) => {
      const results = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => [name, (await inTime(check)) ?? 'ok'] as const),
      )
      const report: Record<string, string> = {
        ...Object.fromEntries(results),
        ...(isDraining() && { process: 'draining' }),
      }
      const isReady = Object.values(report).every((each) => each === 'ok')
      return c.json({ status: isReady ? 'ready' : 'not ready', checks: report }, isReady ? 200 : 503)
    })

async function inTime(check: Check): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no answer in time'), patienceMs)
  })
  try {
    return await Promise.race([check(), late])
  } catch {
    return 'not reachable'
  } finally {
    clearTimeout(timer)
  }
}

import { Hono } from 'hono'

/** Returns undefined if all is well, or a few words on what is wrong. */
export type Check = () => Promise<string | undefined>

const patienceMs = 1_000

/**
 * `/healthz`: the process runs and accepts requests. This is for load balancers, because webhooks are stored even while
 * workers or Twilio are away. `/readyz`: the process can do its work; names each failing dependency with what is wrong.
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

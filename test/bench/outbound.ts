import { freePort } from '../../tools/free-port.ts'
import { startProgram } from '../../tools/program.ts'
import { type SimWorker, simAt } from '../../tools/sim.ts'
import type { Stack } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import { load, quantile } from './load.ts'
import { messageForm, signedRequest } from './signed-request.ts'

const rounds = Number(process.env['ROUNDS'] ?? 3)
const seconds = 10
const eventsASecond = 1_000
const webhooksASecond = 200

type Told = { readonly made: number; readonly over: number; readonly heard: number; readonly lags: readonly number[] }

/**
 * A thousand events a second to a receiver: whether it keeps up, and the effect on webhooks that are acknowledged
 * meanwhile.
 */
export async function outbound(stack: Stack) {
  const port = await freePort()
  const source = `http://127.0.0.1:${port}`
  const env = { REDIS_URL: stack.redisUrl, PORT: String(port) }
  const program = startProgram('event source', { file: 'test/bench/event-source.ts', env })
  const told = async () => (await (await fetch(source)).json()) as Told // our own program's answer
  await until('the source answers', told)
  await listen(stack, `${source}/hook`)
  try {
    const [quiet, busy, rates, lags]: number[][] = [[], [], [], []]
    for (let round = 0; round <= rounds; round++) {
      const still = await acknowledged(stack, round * 2)
      const started = performance.now()
      await fetch(`${source}/feed`, { method: 'POST', body: JSON.stringify({ rate: eventsASecond, seconds }) })
      const beside = await acknowledged(stack, round * 2 + 1)
      const goal = (round + 1) * eventsASecond * seconds
      const end = await until('all are received', async () => (await told()).heard >= goal && (await told()), {
        withinMs: 120_000,
      })
      if (round === 0) continue // the first one warms everything up
      rates?.push((eventsASecond * seconds) / ((performance.now() - started) / 1000))
      lags?.push(...end.lags)
      quiet?.push(...still)
      busy?.push(...beside)
    }
    const ms = (values: readonly number[] = [], q: number) => Math.round(quantile([...values], q) * 100) / 100
    return {
      events: { perSecond: Math.round(ms(rates, 0.5)), lagMs: { p50: ms(lags, 0.5), p99: ms(lags, 0.99) } },
      acknowledged: {
        quiet: { p50: ms(quiet, 0.5), p99: ms(quiet, 0.99) },
        busy: { p50: ms(busy, 0.5), p99: ms(busy, 0.99) },
        ratio: Math.round((ms(busy, 0.5) / ms(quiet, 0.5)) * 100) / 100,
        target: 1.1,
      },
    }
  } finally {
    await program.stop()
  }
}

async function listen({ simulatorUrl, serverUrl }: Stack, url: string): Promise<void> {
  const sim = simAt(simulatorUrl)
  const workers = [{ name: 'sue@example.com', roles: ['supervisor'] }]
  const [sue] = (await sim.call<{ workers: SimWorker[] }>('POST', '/seed', { workers })).workers
  const token = await sim.flexToken(sue?.sid ?? '', { roles: ['supervisor'] })
  const answer = await fetch(`${serverUrl}/api/webhooks/bench`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url }),
  })
  if (!answer.ok) throw new Error(`The receiver is not taken: ${answer.status} ${await answer.text()}`)
}

/** Messages at a rate that leaves the machine room: the measured wait is then not the load itself. */
async function acknowledged({ serverUrl }: Stack, part: number): Promise<readonly number[]> {
  const requests = Array.from({ length: webhooksASecond * seconds }, (_, n) =>
    signedRequest(serverUrl, messageForm(part * 1_000_000 + n, n % 10 === 0 ? '/video' : 'Sure')),
  )
  const port = Number(new URL(serverUrl).port)
  const { latencies, bad } = await load({ port, requests, connections: 32, seconds, rate: webhooksASecond })
  if (bad > 0) throw new Error(`${bad} were not acknowledged`)
  return latencies
}

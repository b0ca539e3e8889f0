import { Redis } from 'ioredis'
import { freePort } from '../../tools/free-port.ts'
import { startProgram } from '../../tools/program.ts'
import { credentials, type Stack } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import { load, quantile } from './load.ts'
import { messageForm, signedRequest } from './signed-request.ts'

const rounds = Number(process.env['ROUNDS'] ?? 7)
const seconds = 2
const connections = 64

/** The rate of acknowledged webhooks, as a share of the bare app's rate in the same minute. */
export async function acknowledge(stack: Stack) {
  const port = await freePort()
  const bareUrl = `http://127.0.0.1:${port}`
  const env = { ...credentials, REDIS_URL: stack.redisUrl, PORT: String(port), PUBLIC_URL: bareUrl }
  const bare = startProgram('bare', { file: 'test/bench/bare-app.ts', env })
  await until('the bare app answers', async () => (await fetch(`${bareUrl}/healthz`)).ok)
  const redis = new Redis(stack.redisUrl)

  const ours = Number(new URL(stack.serverUrl).port)
  let n = 0
  const many = (base: string, body: string, path?: string) =>
    Array.from({ length: 20_000 }, () => signedRequest(base, messageForm(++n, body), path))
  const matters = async () => ({ bare: many(bareUrl, '/video'), ours: many(stack.serverUrl, '/video') })
  const talk = {
    bare: many(bareUrl, 'Sure, sending a link', '/without-write').slice(0, 2_000),
    ours: many(stack.serverUrl, 'Sure, sending a link').slice(0, 2_000),
  }

  try {
    const durable = await compare(matters, { bare: port, ours }, () => redis.flushall())
    const notOurs = await compare(
      async () => talk,
      { bare: port, ours },
      async () => {},
    )
    return { durable: { ...durable, target: 0.8 }, notOurs: { ...notOurs, target: 0.9 } }
  } finally {
    await redis.flushall()
    redis.disconnect()
    await bare.stop()
  }
}

type Pair<T> = { readonly bare: T; readonly ours: T }

async function compare(
  requests: () => Promise<Pair<readonly Buffer[]>>,
  port: Pair<number>,
  tidy: () => Promise<unknown>,
) {
  const rates: Pair<number>[] = []
  for (let round = 0; round <= rounds; round++) {
    const made = await requests()
    const run = async (who: keyof Pair<number>) => {
      const result = await load({ port: port[who], requests: made[who], connections, seconds })
      if (result.bad > 0) throw new Error(`${result.bad} of ${result.latencies.length} were not acknowledged by ${who}`)
      await tidy()
      return result.perSecond
    }
    // Alternates the order, because the second one meets a warmer machine.
    const pair = round % 2 ? { bare: await run('bare'), ours: await run('ours') } : await reversed(run)
    if (round > 0) rates.push(pair) // the first round warms both up
  }
  const ratios = rates.map((each) => each.ours / each.bare)
  return {
    ratio: round2(quantile(ratios, 0.5)),
    ratios: ratios.map(round2),
    bare: Math.round(
      quantile(
        rates.map((each) => each.bare),
        0.5,
      ),
    ),
    ours: Math.round(
      quantile(
        rates.map((each) => each.ours),
        0.5,
      ),
    ),
  }
}

async function reversed(run: (who: keyof Pair<number>) => Promise<number>): Promise<Pair<number>> {
  const ours = await run('ours')
  return { ours, bare: await run('bare') }
}

const round2 = (value: number) => Math.round(value * 100) / 100

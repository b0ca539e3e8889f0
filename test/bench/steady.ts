import type { Stack } from '../../tools/stack.ts'
import { load, quantile } from './load.ts'
import { messageForm, signedRequest } from './signed-request.ts'

const rate = 200
const seconds = 20

/** Acknowledgement times at 200 webhooks a second, every tenth of them a command, with a worker on the same two cores. */
export async function steady({ serverUrl }: Stack) {
  const requests = Array.from({ length: rate * seconds }, (_, n) =>
    signedRequest(serverUrl, messageForm(1_000_000 + n, n % 10 === 0 ? '/video' : 'Sure, sending a link')),
  )
  const { latencies, bad } = await load({
    port: Number(new URL(serverUrl).port),
    requests,
    connections: 32,
    seconds,
    rate,
  })
  const at = (q: number) => Math.round(quantile(latencies, q) * 10) / 10
  return { rate, requests: latencies.length, bad, ms: { p50: at(0.5), p99: at(0.99), max: at(1) }, target: { p99: 50 } }
}

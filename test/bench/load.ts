import { connect, type Socket } from 'node:net'

export type Load = {
  readonly port: number
  /** Complete HTTP requests, used one after the other and from the start again. */
  readonly requests: readonly Buffer[]
  readonly connections: number
  readonly seconds: number
  /** Requests a second; as many as possible when absent. */
  readonly rate?: number
}
export type Result = { readonly perSecond: number; readonly bad: number; readonly latencies: readonly number[] }

/** A load generator with minimal cost: it shares two cores with what it measures. */
export async function load({ port, requests, connections, seconds, rate }: Load): Promise<Result> {
  const latencies: number[] = []
  let [next, bad, isOver] = [0, 0, false]
  const started = performance.now()
  const end = started + seconds * 1000
  const due = (n: number) => (rate ? started + (n / rate) * 1000 : 0)

  const worker = async () => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    await new Promise((resolve) => socket.once('connect', resolve))
    while (!isOver && performance.now() < end) {
      const n = next++
      const request = requests[n % requests.length]
      if (!request) break
      const planned = due(n)
      if (planned > end) break
      if (planned > performance.now()) await new Promise((resolve) => setTimeout(resolve, planned - performance.now()))
      // Measured from when it was due, so that a stall is not hidden by the requests it holds up.
      const from = rate ? planned : performance.now()
      if ((await answerTo(socket, request)) !== 204) bad++
      latencies.push(performance.now() - from)
    }
    socket.destroy()
  }
  await Promise.all(Array.from({ length: connections }, worker))
  isOver = true
  return { perSecond: latencies.length / ((performance.now() - started) / 1000), bad, latencies }
}

/** Answers have no body (204), or end the measurement as bad. */
function answerTo(socket: Socket, request: Buffer): Promise<number> {
  return new Promise((resolve) => {
    let head = ''
    const hear = (chunk: Buffer) => {
      head += chunk.toString('latin1')
      if (!head.includes('\r\n\r\n')) return
      socket.off('data', hear)
      resolve(Number(head.slice(9, 12)))
    }
    socket.on('data', hear)
    socket.write(request)
  })
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

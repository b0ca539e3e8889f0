import { Counter, Histogram } from 'prom-client'
import { createProcessMetrics } from '../src/metrics/process-metrics.ts'

/** The metrics of this process. Labels are routes, types and outcomes; never ids of participants or conversations. */
export function createMetrics() {
  const { registry, called, rejected } = createProcessMetrics()
  const registers = [registry]
  const webhooks = new Counter({
    name: 'escalate_webhooks_total',
    help: 'Webhooks by route and outcome',
    labelNames: ['door', 'outcome'],
    registers,
  })
  // Doors and outcomes are few, and looking up their counter by labels each time costs more than counting.
  const counters = new Map<string, Counter.Internal>()

  return {
    registry,
    called,
    rejected,
    webhooks,
    webhook(door: string, outcome: string): void {
      const name = `${door} ${outcome}`
      const counter = counters.get(name) ?? webhooks.labels({ door, outcome })
      counters.set(name, counter)
      counter.inc()
    },
    requests: new Counter({
      name: 'escalate_http_requests_total',
      help: 'Requests by route, method and status; 499: the caller left before the answer',
      labelNames: ['route', 'method', 'status'],
      registers,
    }),
    seconds: new Histogram({
      name: 'escalate_http_seconds',
      help: 'Time to answer by route; event streams stay open and are not timed',
      labelNames: ['route'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>

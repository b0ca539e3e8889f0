import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** What `/metrics` shows of this process. Labels are routes, types and outcomes; never ids of people or conversations. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'escalate_' })
  const registers = [registry]
  const webhooks = new Counter({
    name: 'escalate_webhooks_total',
    help: 'Webhooks by door and what became of them',
    labelNames: ['door', 'outcome'],
    registers,
  })
  // Doors and outcomes are few; looking up their counter by labels each time costs more than counting.
  const counters = new Map<string, Counter.Internal>()

  return {
    registry,
    webhooks,
    webhook(door: string, outcome: string): void {
      const name = `${door} ${outcome}`
      const counter = counters.get(name) ?? webhooks.labels({ door, outcome })
      counters.set(name, counter)
      counter.inc()
    },
    twilio: new Histogram({
      name: 'escalate_twilio_seconds',
      help: 'Calls to Twilio by product, method and status; status 0 means no answer',
      labelNames: ['product', 'method', 'status'],
      registers,
    }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>

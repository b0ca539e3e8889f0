import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Called } from '../twilio/called.ts'

/** What every process tells of itself: memory, event loop, its calls to Twilio. */
export function createProcessMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'escalate_' })
  const twilio = new Histogram({
    name: 'escalate_twilio_seconds',
    help: 'Calls to Twilio by product, method and status; status 0 means no answer',
    labelNames: ['product', 'method', 'status'],
    registers: [registry],
  })
  const called: Called = ({ product, method, status, ms }) => twilio.observe({ product, method, status }, ms / 1000)
  return { registry, called }
}

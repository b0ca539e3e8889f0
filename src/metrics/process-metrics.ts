import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { RejectReason } from '../http/rejected.ts'
import type { Called } from '../twilio/called.ts'

/** The metrics of every process: memory, event loop, its calls to Twilio, rejected requests. */
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
  const rejections = new Counter({
    name: 'escalate_http_turned_away_total',
    help: 'Rejected requests by reason: a header over 32 KiB, too slow, malformed, broken off by the caller',
    labelNames: ['reason'],
    registers: [registry],
  })
  const rejected = (reason: RejectReason) => rejections.inc({ reason })
  return { registry, called, rejected }
}

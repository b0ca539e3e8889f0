import type { Published } from '../publishing.ts'
import { historyOf } from './history.ts'
import { kept } from './kept.ts'
import { metrics, metricsOf } from './metrics.ts'
import { feature } from './names.ts'
import { outboundEvents } from './outbound-events.ts'

export const published: Published = {
  feature,
  kind: 'escalation',
  kept,
  outboundEvents,
  metrics,
  metricsOf,
  historyOf,
}

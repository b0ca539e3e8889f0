import type { Published } from '../publishing.ts'
import { metrics, metricsOf } from './metrics.ts'
import { feature } from './names.ts'
import { outboundEvents } from './outbound-events.ts'

export const published: Published = {
  feature,
  kind: 'transfer',
  outboundEvents,
  metrics,
  metricsOf,
  historyOf: () => [],
}

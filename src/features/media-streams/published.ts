import type { Published } from '../publishing.ts'
import { feature } from './names.ts'
import { outboundEvents } from './outbound-events.ts'

export const published: Published = {
  feature,
  kind: 'streams',
  outboundEvents,
  metrics: {},
  metricsOf: () => [],
  historyOf: () => [],
}

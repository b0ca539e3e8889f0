import type { Published } from '../publishing.ts'
import { kept } from './kept.ts'
import { feature } from './names.ts'
import { outboundEvents } from './outbound-events.ts'

export const published: Published = {
  feature,
  kind: 'streams',
  kept,
  outboundEvents,
  metrics: {},
  metricsOf: () => [],
  historyOf: () => [],
}

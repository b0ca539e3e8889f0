import type { TimelineEntry } from '../engine/timeline.ts'
import { published } from '../features/published.ts'
import { type Count, type Meanings, type Sample, seriesOf } from './exposition.ts'

/** The metrics that are counted from the timeline: those of every feature, and each feature's own. */
export const countedMeanings: Meanings = {
  escalate_decisions_total: { type: 'counter', help: 'Decisions by feature and event' },
  escalate_refusals_total: { type: 'counter', help: 'Requests of agents and customers that were answered no' },
  escalate_effects_failed_total: { type: 'counter', help: 'Effects that failed for good' },
  escalate_states_total: { type: 'counter', help: 'Records that came into a state' },
  ...Object.assign({}, ...published.map(({ metrics }) => metrics)),
}

const metricsOf = new Map(published.map((each) => [each.feature, each.metricsOf]))

/** The counts of one timeline entry. They depend on the entry alone, so any process can continue from any cursor. */
export function countsOf(entry: TimelineEntry): readonly Count[] {
  const { feature, type, refusal, about, before, after } = entry
  const one = (name: string, labels: Readonly<Record<string, string>>): Sample => [
    seriesOf(name, { feature, ...labels }),
    1,
  ]
  const isOther = before?.['id'] !== after?.['id']
  const hasMoved = after && (isOther || before?.['state'] !== after['state'])
  const adds = [
    one('escalate_decisions_total', { type }),
    ...(refusal ? [one('escalate_refusals_total', { code: refusal })] : []),
    ...(type === 'effect.failed' ? [one('escalate_effects_failed_total', { effect: String(about['effect']) })] : []),
    ...(hasMoved ? [one('escalate_states_total', { state: String(after['state']) })] : []),
  ]
  return [{ adds }, ...(metricsOf.get(feature)?.(entry) ?? [])]
}

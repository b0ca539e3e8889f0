import type { Registry } from 'prom-client'
import type { TimelineEntry } from '../engine/timeline.ts'
import { published } from '../features/published.ts'
import { createMeasures } from './create-measures.ts'
import { type Measures, type Observation, when } from './measure.ts'

/** The metrics of decisions: those of every feature, and each feature's own. */
export const decisionMeasures: Measures = {
  escalate_decisions_total: { help: 'Decisions by feature and event', labels: ['feature', 'type'] },
  escalate_refusals_total: {
    help: 'Requests of agents and customers that were answered no',
    labels: ['feature', 'code'],
  },
  escalate_effects_failed_total: { help: 'Effects that failed for good', labels: ['feature', 'effect'] },
  escalate_states_total: { help: 'Records that came into a state', labels: ['feature', 'state'] },
  ...Object.assign({}, ...published.map(({ metrics }) => metrics)),
}

const metricsOf = new Map(published.map((each) => [each.feature, each.metricsOf]))

/** What one timeline entry adds to the metrics. It follows from the entry alone. */
export function observationsOf(entry: TimelineEntry): readonly Observation[] {
  const { feature, type, refusal, about, before, after } = entry
  const hasMoved = before?.['id'] !== after?.['id'] || before?.['state'] !== after?.['state']
  return [
    ...when(true, 'escalate_decisions_total', 1, { feature, type }),
    ...when(refusal !== undefined, 'escalate_refusals_total', 1, { feature, code: String(refusal) }),
    ...when(type === 'effect.failed', 'escalate_effects_failed_total', 1, { feature, effect: String(about['effect']) }),
    ...when(after !== undefined && hasMoved, 'escalate_states_total', 1, { feature, state: String(after?.['state']) }),
    ...(metricsOf.get(feature)?.(entry) ?? []),
  ]
}

/**
 * Counts each decision in the process that saved it. Prometheus adds up the processes, and a restart is a counter reset.
 * A process that dies after a save loses that count; nothing is counted twice.
 *
 * @param failed runs when an entry cannot be counted: its decision is saved and goes on
 */
export function createDecisionMetrics(registry: Registry, failed: (problem: unknown) => void) {
  const count = createMeasures(registry, decisionMeasures)
  return (entry: TimelineEntry): void => {
    try {
      for (const each of observationsOf(entry)) count(each)
    } catch (problem) {
      failed(problem)
    }
  }
}

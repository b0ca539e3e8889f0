import type { What } from '../src/telemetry/spans.ts'

type JobOf = {
  readonly feature: string
  readonly key: string
  readonly type: string
  readonly id: string
  readonly queue: string
}

/** A job, named as in the log. */
export const jobSpan = ({ feature, key, type, id, queue }: JobOf): What => ({
  name: type,
  kind: 'job',
  attributes: {
    'messaging.system': 'bullmq',
    'messaging.destination.name': queue,
    'escalate.feature': feature,
    'escalate.key': key,
    'escalate.id': id,
  },
})

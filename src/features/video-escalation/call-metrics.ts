import { lossOf } from '../../core/figures.ts'
import type { TimelineEntry } from '../../engine/timeline.ts'
import type { Labels } from '../../metrics/exposition.ts'
import { type Measures, type Observation, when } from '../../metrics/measure.ts'

const perStretch = 'One observation for each stretch of up to two minutes that a page measured'

/** Figures that pages measured of their connections, by role. Browsers report them, so nothing is decided on them. */
export const measured: Measures = {
  escalate_call_quality: {
    help: `Quality of a connection, 0 to 5. ${perStretch}`,
    labels: ['role'],
    buckets: [1, 2, 3, 4, 5],
  },
  escalate_call_round_trip_seconds: {
    help: `Round trip of what a page sends. ${perStretch}`,
    labels: ['role'],
    buckets: [0.025, 0.05, 0.1, 0.2, 0.35, 0.55, 0.9, 2],
  },
  escalate_call_loss_ratio: {
    help: `Share of packets lost, by direction. ${perStretch}`,
    labels: ['role', 'direction'],
    buckets: [0.001, 0.01, 0.03, 0.06, 0.12, 0.25, 0.5],
  },
  escalate_call_freezes_per_minute: {
    help: `How often a picture stood still. ${perStretch}`,
    labels: ['role'],
    buckets: [0, 0.5, 1, 2, 5, 10, 30],
  },
  escalate_call_seconds_total: {
    help: 'Measured seconds, by the way that the connection takes',
    labels: ['role', 'candidate', 'protocol'],
  },
  escalate_call_codec_seconds_total: { help: 'Measured seconds, by codec', labels: ['role', 'kind', 'codec'] },
}

/** The observations of one stretch. Words come from closed lists (`core/figures.ts`), so no page invents a label. */
export function callFigures({ about }: TimelineEntry): readonly Observation[] {
  const number = (name: string) => (typeof about[name] === 'number' ? about[name] : undefined)
  const word = (name: string) => String(about[name] ?? 'unknown')
  const role = word('role')
  const seconds = number('measuredSeconds') ?? 0
  const loss = (direction: string, packets: string) => {
    const ratio = lossOf(number(packets) ?? 0, number(`${packets}Lost`) ?? 0)
    return seen('escalate_call_loss_ratio', ratio, { role, direction })
  }
  const roundTrip = number('roundTripMs')
  const codecs = ['audio', 'video'].flatMap((kind) => {
    const codec = about[`${kind}Codec`]
    return when(codec !== undefined, 'escalate_call_codec_seconds_total', seconds, { role, kind, codec: String(codec) })
  })
  const way = { role, candidate: word('candidate'), protocol: word('protocol') }
  const freezes = seconds > 0 ? ((number('freezes') ?? 0) * 60) / seconds : undefined
  return [
    ...seen('escalate_call_quality', number('quality'), { role }),
    ...seen('escalate_call_round_trip_seconds', roundTrip && roundTrip / 1_000, { role }),
    ...loss('sent', 'packetsSent'),
    ...loss('received', 'packetsReceived'),
    ...seen('escalate_call_freezes_per_minute', freezes, { role }),
    { name: 'escalate_call_seconds_total', value: seconds, labels: way },
    ...codecs,
  ]
}

const seen = (name: string, value: number | undefined, labels: Labels) =>
  when(value !== undefined, name, value ?? 0, labels)

import { lossOf } from '../../core/figures.ts'
import type { TimelineEntry } from '../../engine/timeline.ts'
import { type Meanings, type Sample, seriesOf } from '../../metrics/exposition.ts'
import { observed } from '../../metrics/observed.ts'

const perStretch = 'One observation for each stretch of up to two minutes that a page measured'

/** Figures that pages measured of their connections, by role. Browsers report them, so nothing is decided on them. */
export const measured: Meanings = {
  escalate_call_quality: { type: 'histogram', help: `Quality of a connection, 0 to 5. ${perStretch}` },
  escalate_call_round_trip_seconds: { type: 'histogram', help: `Round trip of what a page sends. ${perStretch}` },
  escalate_call_loss_ratio: { type: 'histogram', help: `Share of packets lost, by direction. ${perStretch}` },
  escalate_call_freezes_per_minute: { type: 'histogram', help: `How often a picture stood still. ${perStretch}` },
  escalate_call_seconds_total: { type: 'counter', help: 'Measured seconds, by the way that the connection takes' },
  escalate_call_codec_seconds_total: { type: 'counter', help: 'Measured seconds, by codec' },
}

const buckets = {
  quality: [1, 2, 3, 4, 5],
  roundTrip: [0.025, 0.05, 0.1, 0.2, 0.35, 0.55, 0.9, 2],
  loss: [0.001, 0.01, 0.03, 0.06, 0.12, 0.25, 0.5],
  freezes: [0, 0.5, 1, 2, 5, 10, 30],
}

/** The samples of one stretch. Words come from closed lists (`core/figures.ts`), so no page invents a label. */
export function callFigures({ about }: TimelineEntry): readonly Sample[] {
  const number = (name: string) => (typeof about[name] === 'number' ? about[name] : undefined)
  const word = (name: string) => String(about[name] ?? 'unknown')
  const role = word('role')
  const seconds = number('measuredSeconds') ?? 0
  const loss = (direction: string, packets: string) => {
    const ratio = lossOf(number(packets) ?? 0, number(`${packets}Lost`) ?? 0)
    return seen('escalate_call_loss_ratio', ratio, buckets.loss, { role, direction })
  }
  const roundTrip = number('roundTripMs')
  const codecs = ['audio', 'video'].flatMap((kind): Sample[] => {
    const codec = about[`${kind}Codec`]
    return codec === undefined
      ? []
      : [[seriesOf('escalate_call_codec_seconds_total', { role, kind, codec: String(codec) }), seconds]]
  })
  const way = { role, candidate: word('candidate'), protocol: word('protocol') }
  return [
    ...seen('escalate_call_quality', number('quality'), buckets.quality, { role }),
    ...seen('escalate_call_round_trip_seconds', roundTrip && roundTrip / 1_000, buckets.roundTrip, { role }),
    ...loss('sent', 'packetsSent'),
    ...loss('received', 'packetsReceived'),
    ...(seconds > 0
      ? observed('escalate_call_freezes_per_minute', ((number('freezes') ?? 0) * 60) / seconds, buckets.freezes, {
          role,
        })
      : []),
    [seriesOf('escalate_call_seconds_total', way), seconds],
    ...codecs,
  ]
}

const seen = (name: string, value: number | undefined, limits: readonly number[], labels: Record<string, string>) =>
  value === undefined ? [] : observed(name, value, limits, labels)

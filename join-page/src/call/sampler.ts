import type { StatsReport, TrackStats } from 'twilio-video'
import type { Figures } from '../../../src/core/figures.ts'
import { createMeter } from './meter.ts'

/** The shortest period of figures (s); the server has the same limit (src/core/figures.ts). */
const shortest = 5
/** After a longer gap (ms) between two measurements, e.g. on a hidden page, the values in between do not count. */
const longestGap = 12_000
/** The server's limit. A higher value is a broken counter. */
const mostPackets = 5_000_000
const mostStreams = 64

export type Sampler = {
  look(reports: readonly StatsReport[], quality: number | undefined, at: number): void
  readonly seconds: () => number
  /** Returns the figures since the last `take`; undefined while the period is too short, and then it keeps growing. */
  take(): Figures | undefined
}

type Counters = { readonly packets: number; readonly lost: number; readonly freezes: number }
type Way = 'sent' | 'received'

const nothing: Counters = { packets: 0, lost: 0, freezes: 0 }

/** Adds up the measurements of a connection in a few numbers, however long the call is. Times in ms. */
export function createSampler(startedAt: number): Sampler {
  let lastAt = startedAt
  let counters: ReadonlyMap<string, Counters> = new Map()
  let sums = fresh()

  const add = (way: Way, grown: Counters) => {
    const { packets, lost, freezes } = sums[way]
    sums[way] = { packets: packets + grown.packets, lost: lost + grown.lost, freezes: freezes + grown.freezes }
  }

  return {
    look(reports, quality, at) {
      // There is no connection, or it is being replaced: the next measurement covers this period, too.
      if (reports.length === 0) return
      const elapsed = at - lastAt
      lastAt = at
      const now = countersIn(reports)
      const before = counters
      counters = known(before, now)
      if (elapsed > longestGap) return
      sums.ms += elapsed
      for (const [name, { way, counted }] of now) add(way, grownBy(before.get(name) ?? nothing, counted))
      if (quality !== undefined) sums.quality.add(quality)
      const trips = reports.flatMap(sentIn).flatMap(({ roundTripTime }) => roundTripTime ?? [])
      if (trips.length > 0) sums.roundTrip.add(Math.max(...trips))
      sums.audioCodec = codecOf(reports, 'audio', audioCodecs) ?? sums.audioCodec
      sums.videoCodec = codecOf(reports, 'video', videoCodecs) ?? sums.videoCodec
    },
    seconds: () => sums.ms / 1_000,
    take() {
      if (Math.round(sums.ms / 1_000) < shortest) return undefined
      const figures = figuresOf(sums)
      sums = fresh()
      return figures
    },
  }
}

function fresh() {
  return {
    ms: 0,
    quality: createMeter(),
    roundTrip: createMeter(),
    sent: nothing,
    received: nothing,
    audioCodec: undefined as Figures['audioCodec'],
    videoCodec: undefined as Figures['videoCodec'],
  }
}

function figuresOf({
  ms,
  quality,
  roundTrip,
  sent,
  received,
  audioCodec,
  videoCodec,
}: ReturnType<typeof fresh>): Figures {
  const upTo = (most: number, value: number) => Math.min(most, Math.round(value))
  const [levels, trips] = [quality.read(), roundTrip.read()]
  return {
    measuredSeconds: upTo(300, ms / 1_000),
    ...(levels && { quality: Math.round(levels.mean * 10) / 10, worstQuality: levels.least }),
    ...(trips && { roundTripMs: upTo(60_000, trips.mean), worstRoundTripMs: upTo(60_000, trips.most) }),
    packetsSent: upTo(mostPackets, sent.packets),
    packetsSentLost: upTo(mostPackets, sent.lost),
    packetsReceived: upTo(mostPackets, received.packets),
    packetsReceivedLost: upTo(mostPackets, received.lost),
    freezes: upTo(1_000, received.freezes),
    ...(audioCodec && { audioCodec }),
    ...(videoCodec && { videoCodec }),
  }
}

const sentIn = ({ localAudioTrackStats, localVideoTrackStats }: StatsReport) => [
  ...localAudioTrackStats,
  ...localVideoTrackStats,
]

/** Reads counters by track and stream. Each counts from 0, and a stream that ends takes nothing away. */
function countersIn(reports: readonly StatsReport[]) {
  const found = new Map<string, { readonly way: Way; readonly counted: Counters }>()
  const note = (way: Way, each: TrackStats, packets: number | null, freezes = 0) =>
    found.set(`${way} ${each.trackId} ${each.ssrc}`, {
      way,
      counted: { packets: packets ?? 0, lost: each.packetsLost ?? 0, freezes },
    })
  for (const report of reports) {
    for (const each of sentIn(report)) note('sent', each, each.packetsSent)
    for (const each of report.remoteAudioTrackStats) note('received', each, each.packetsReceived)
    for (const each of report.remoteVideoTrackStats)
      note('received', each, each.packetsReceived, each.freezeCount ?? undefined)
  }
  return found
}

/**
 * Keeps the counters of streams that are missing in one measurement, because they do not restart. Limits the old ones.
 */
function known(before: ReadonlyMap<string, Counters>, now: ReturnType<typeof countersIn>) {
  const current = [...now].map(([name, { counted }]): [string, Counters] => [name, counted])
  return new Map([...(before.size < mostStreams ? before : []), ...current])
}

/** A browser may reduce its loss count when a late packet arrives; such a change counts as 0. */
const grownBy = (before: Counters, now: Counters): Counters => ({
  packets: Math.max(0, now.packets - before.packets),
  lost: Math.max(0, now.lost - before.lost),
  freezes: Math.max(0, now.freezes - before.freezes),
})

const audioCodecs = ['opus', 'pcmu', 'pcma'] as const
const videoCodecs = ['vp8', 'vp9', 'h264', 'av1'] as const

/** The codec of sent media; if nothing is sent, of received media. */
function codecOf<C extends string>(reports: readonly StatsReport[], kind: 'audio' | 'video', ours: readonly C[]) {
  const tracks = reports.flatMap((report): readonly TrackStats[] =>
    kind === 'audio'
      ? [...report.localAudioTrackStats, ...report.remoteAudioTrackStats]
      : [...report.localVideoTrackStats, ...report.remoteVideoTrackStats],
  )
  const name = tracks.find(({ codec }) => codec)?.codec?.toLowerCase()
  return name === undefined ? undefined : (ours.find((each) => each === name) ?? 'other')
}

import type { TimelineEntry } from '../../../src/engine/timeline.ts'

/** The figures of one participant's connection over the whole call, from their page. Times in ms, shares 0 to 1. */
export type CallFigures = {
  readonly role: string
  /** Undefined for the customer. */
  readonly workerSid?: string
  readonly seconds: number
  /** 0 to 5; from 3 on a call is comfortable. */
  readonly quality?: number | undefined
  readonly worstQuality?: number | undefined
  readonly roundTrip?: number | undefined
  readonly worstRoundTrip?: number | undefined
  readonly sentLoss?: number | undefined
  readonly receivedLoss?: number | undefined
  readonly freezes: number
  /** The latest known value. */
  readonly isRelayed?: boolean
  readonly protocol?: string
  readonly codecs: readonly string[]
}

type About = TimelineEntry['about']

/**
 * Adds up the figures by participant, in the order of their first report. Each timeline entry covers a separate period.
 */
export function callFigures(entries: readonly TimelineEntry[]): readonly CallFigures[] {
  const reports = entries.filter(({ type }) => type === 'connection.measured').map(({ about }) => about)
  const byParticipant = Map.groupBy(reports, ({ role, workerSid }) => `${role} ${workerSid ?? ''}`)
  return [...byParticipant.values()].map(added)
}

function added(periods: readonly About[]): CallFigures {
  const [first] = periods
  const all = (name: string) => periods.flatMap((each) => numberIn(each, name) ?? [])
  const total = (name: string) => all(name).reduce((sum, each) => sum + each, 0)
  const last = (name: string) => periods.findLast((each) => each[name] !== undefined)?.[name]
  const loss = (packets: string) => {
    const sent = total(packets) + total(`${packets}Lost`)
    return sent > 0 ? total(`${packets}Lost`) / sent : undefined
  }
  const [workerSid, candidate, protocol] = [first?.['workerSid'], last('candidate'), last('protocol')]
  const codecs = ['audioCodec', 'videoCodec'].flatMap((kind) => last(kind) ?? [])
  return {
    role: String(first?.['role']),
    ...(workerSid !== undefined && { workerSid: String(workerSid) }),
    seconds: total('measuredSeconds'),
    quality: average(periods, 'quality'),
    worstQuality: extreme(Math.min, all('worstQuality')),
    roundTrip: average(periods, 'roundTripMs'),
    worstRoundTrip: extreme(Math.max, all('worstRoundTripMs')),
    sentLoss: loss('packetsSent'),
    receivedLoss: loss('packetsReceived'),
    freezes: total('freezes'),
    ...(candidate !== undefined && { isRelayed: candidate === 'relay' }),
    ...(protocol !== undefined && { protocol: String(protocol) }),
    codecs: codecs.map(String),
  }
}

const numberIn = (about: About, name: string): number | undefined => {
  const value = about[name]
  return typeof value === 'number' ? value : undefined
}

/** The average, weighted by the length of each period. */
function average(periods: readonly About[], name: string): number | undefined {
  let [sum, seconds] = [0, 0]
  for (const each of periods) {
    const [value, weight] = [numberIn(each, name), numberIn(each, 'measuredSeconds') ?? 0]
    if (value === undefined) continue
    sum += value * weight
    seconds += weight
  }
  return seconds > 0 ? sum / seconds : undefined
}

const extreme = (pick: (...values: number[]) => number, values: readonly number[]): number | undefined =>
  values.length > 0 ? pick(...values) : undefined

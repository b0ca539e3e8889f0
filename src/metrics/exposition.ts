/** The meanings of gauges, by name, as Prometheus gets them. */
export type Meanings = Readonly<Record<string, string>>
/** A series as Prometheus writes it, e.g. `escalate_live{feature="video-escalation",state="live"}`, and its value. */
export type Sample = readonly [series: string, value: number]

export type Labels = Readonly<Record<string, string>>

/** Ids must never become labels, whatever a future event contains. @returns `other` for a text that could be an id */
export const labelOf = (text: string): string =>
  /^[\w./:+ -]{0,80}$/.test(text) && !/[0-9a-f]{32}/i.test(text) ? text : 'other'

/** The name of one series in Prometheus' form. */
export function seriesOf(name: string, labels: Labels = {}): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${labelOf(value)}"`)
  return pairs.length > 0 ? `${name}{${pairs.join(',')}}` : name
}

/** Gauges in Prometheus' text format, family by family. Leaves out families without a meaning. */
export function textOf(samples: readonly Sample[], meanings: Meanings): string {
  const families = Map.groupBy(samples, ([series]) => series.split('{')[0] ?? '')
  return Object.entries(meanings)
    .flatMap(([name, help]) => {
      const lines = (families.get(name) ?? []).map(([series, value]) => `${series} ${value}`)
      return lines.length > 0 ? [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...lines] : []
    })
    .map((line) => `${line}\n`)
    .join('')
}

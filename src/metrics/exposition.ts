/** The meaning of a family of series, as Prometheus gets it. */
export type Meaning = { readonly help: string; readonly type: 'counter' | 'gauge' | 'histogram' }
export type Meanings = Readonly<Record<string, Meaning>>
/** A series as Prometheus writes it, e.g. `escalate_live{feature="video-escalation",state="live"}`, and its value. */
export type Sample = readonly [series: string, value: number]

/** Samples to add. With `once`, only the first count of this name is added: a reconnect is not a second arrival. */
export type Count = { readonly once?: string; readonly adds: readonly Sample[] }

type Labels = Readonly<Record<string, string>>

/** Ids must never become labels, whatever a future event contains: they become `other`. */
const isLabel = (text: string) => /^[\w./:+ -]{0,80}$/.test(text) && !/[0-9a-f]{32}/i.test(text)

/** The name of one series in Prometheus' form. A label that could be an id becomes `other`. */
export function seriesOf(name: string, labels: Labels = {}): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${isLabel(value) ? value : 'other'}"`)
  return pairs.length > 0 ? `${name}{${pairs.join(',')}}` : name
}

const familyOf = (series: string, meanings: Meanings): string => {
  const [name = ''] = series.split('{')
  return name in meanings ? name : name.replace(/_(bucket|sum|count)$/, '')
}

/** Samples in Prometheus' text format, family by family. Leaves out families without a meaning. */
export function textOf(samples: readonly Sample[], meanings: Meanings): string {
  const families = Map.groupBy(samples, ([series]) => familyOf(series, meanings))
  return Object.entries(meanings)
    .flatMap(([name, { help, type }]) => {
      const lines = (families.get(name) ?? []).map(([series, value]) => `${series} ${value}`)
      return lines.length > 0 ? [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines] : []
    })
    .map((line) => `${line}\n`)
    .join('')
}

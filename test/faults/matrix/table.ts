import type { Played } from './play.ts'
import { stages } from './stages.ts'

const columns = [
  'fault',
  ...stages.map(({ name }) => name),
  'server back',
  'worker back',
  'webhooks refused',
  'CPU',
  'warnings',
]

/** The matrix in Markdown: a row per fault, medians of all its runs. A stage's cell counts the runs that went well. */
export function table(played: readonly Played[]): string {
  const names = [...new Set(played.map(({ fault }) => fault))]
  const rows = names.map((name) => rowOf(played.filter(({ fault }) => fault === name)))
  return [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function rowOf(runs: readonly Played[]): readonly string[] {
  const of = (figure: (run: Played) => number | undefined) => median(runs.flatMap((run) => figure(run) ?? []))
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
  return [
    runs[0]?.fault ?? '',
    ...stages.map(({ name }) => `${runs.filter(({ wrong }) => wrong[name]?.length === 0).length} of ${runs.length}`),
    seconds(of(({ serverMs }) => serverMs)),
    seconds(of(({ workerMs }) => workerMs)),
    `${of(({ webhooks }) => webhooks.refused)} of ${of(({ webhooks }) => webhooks.all)}`,
    `${Math.round(of(({ cpuShare }) => cpuShare) * 100)} %`,
    String(of(({ warnings }) => warnings)),
  ]
}

function median(all: readonly number[]): number {
  const sorted = [...all].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

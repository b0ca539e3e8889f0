import type { Bucket, HistoryReport } from '../../../src/projections/history.ts'
import { useApp, useTexts } from '../app-context.ts'
import { wordOf } from '../texts/word.ts'
import { agentsIn, averageOf, minutesIn, under } from './figures.ts'
import { Ranking } from './ranking.tsx'
import { TimePlot } from './time-plot.tsx'

type Props = { readonly history: HistoryReport; readonly total: Readonly<Record<string, number>> }

/** Counts over time as bars; by reason or agent as a ranking. */
export function Plots({ history, total }: Props) {
  const texts = useTexts()
  const { board } = useApp()
  const moments = history.buckets.map(({ from }) => from)
  const counts = (of: (counts: Bucket['counts']) => number) => history.buckets.map((each) => of(each.counts))
  const names = new Map([...(board.rows.value?.values() ?? [])].map((row) => [row.workerSid, row.agentName]))
  const each = { moments, isByDay: history.hours > 1 }
  return (
    <div class="plots">
      <TimePlot
        {...each}
        title={texts.chartStarted}
        series={[
          { name: texts.started, values: counts((of) => of['started'] ?? 0) },
          { name: texts.joinedCount, values: counts((of) => of['joined'] ?? 0) },
          { name: texts.noShow, values: counts((of) => of['no-show'] ?? 0) },
        ]}
      />
      <TimePlot
        {...each}
        title={texts.chartJoin}
        series={[{ name: texts.timeToJoin, values: counts((of) => averageOf(of['join-seconds'], of['joined']) ?? 0) }]}
      />
      <TimePlot
        {...each}
        isStacked
        title={texts.chartMinutes}
        series={[
          { name: texts.together2, values: counts((of) => minutesIn(of).both) },
          { name: texts.columnSolo, values: counts((of) => minutesIn(of).solo) },
          { name: texts.columnLate, values: counts((of) => minutesIn(of).late) },
        ]}
      />
      <Ranking
        title={texts.chartEnds}
        rows={under(total, 'reason').map(([why, n]) => [wordOf(texts, 'cause', why), n])}
      />
      <Ranking title={texts.chartFailures} rows={under(total, 'failed')} />
      <Ranking title={texts.chartRatings} rows={under(total, 'stars').map(([stars, n]) => [`${stars} ★`, n])} />
      <Ranking
        title={texts.chartAgents}
        rows={agentsIn(history)
          .slice(0, 20)
          .map(([worker, n]) => [names.get(worker) ?? `…${worker.slice(-6)}`, n])}
      />
    </div>
  )
}

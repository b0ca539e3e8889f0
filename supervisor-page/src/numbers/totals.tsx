import { useApp, useTexts } from '../app-context.ts'
import { averageOf, averageStars, minutesIn, under } from './figures.ts'

/** The totals of the whole period. */
export function Totals({ total }: { readonly total: Readonly<Record<string, number>> }) {
  const texts = useTexts()
  const { format } = useApp().language.value
  const whole = (n: number | undefined) => (n ?? 0).toLocaleString(format, { maximumFractionDigits: 0 })
  const seconds = averageOf(total['join-seconds'], total['joined'])
  const stars = averageStars(total)
  const failures = under(total, 'failed').reduce((sum, [, n]) => sum + n, 0)
  const requests = (of: typeof total): readonly (readonly [string, string])[] => [
    [texts.videoRequests, whole(of['requests received'])],
    [texts.requestsInvited, whole(of['requests invited'])],
    [texts.requestsDeclined, whole(of['requests declined'])],
  ]
  const figures: readonly (readonly [string, string])[] = [
    [texts.started, whole(total['started'])],
    [texts.joinedCount, whole(total['joined'])],
    [texts.noShow, whole(total['no-show'])],
    [texts.timeToJoin, seconds === undefined ? '–' : `${whole(seconds)} s`],
    [texts.rating, stars === undefined ? '–' : stars.toLocaleString(format, { maximumFractionDigits: 1 })],
    [texts.failuresCount, whole(failures)],
    [texts.minutesUsed, whole(minutesIn(total).used)],
    [texts.wasted, whole(minutesIn(total).solo + minutesIn(total).late)],
    // Without a request the feature is off, or nobody asked.
    ...(total['requests received'] ? requests(total) : []),
  ]
  return (
    <dl class="totals">
      {figures.map(([name, figure]) => (
        <div key={name} class="total">
          <dt>{name}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  )
}

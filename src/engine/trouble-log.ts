import type { Log } from '../log.ts'
import type { ReportTrouble } from './redis-watch.ts'

const minuteMs = 60_000

/** One line a minute for each reason, however often it is heard: what Redis does to one command it does to all. */
export function createTroubleLog(
  log: Pick<Log, 'warn'>,
  now: () => number = Date.now,
  text = 'trouble with Redis',
): ReportTrouble {
  const heard = new Map<string, { readonly at: number; times: number }>()
  return (reason) => {
    const before = heard.get(reason)
    if (before) before.times += 1
    if (before && now() - before.at < minuteMs) return
    log.warn({ reason, times: before?.times ?? 1 }, text)
    heard.set(reason, { at: now(), times: 0 })
  }
}

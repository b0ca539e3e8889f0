import type { Log } from '../log.ts'
import type { ReportTrouble } from './redis-watch.ts'

const minuteMs = 60_000

/** Logs each reason at most once a minute, with its count: trouble of Redis affects every command. */
export function createTroubleLog(
  log: Pick<Log, 'warn'>,
  now: () => number = Date.now,
  text = 'trouble with Redis',
): ReportTrouble {
  const logged = new Map<string, { readonly at: number; times: number }>()
  return (reason) => {
    const before = logged.get(reason)
    if (before) before.times += 1
    if (before && now() - before.at < minuteMs) return
    log.warn({ reason, times: before?.times ?? 1 }, text)
    logged.set(reason, { at: now(), times: 0 })
  }
}

import type { App } from '../app-context.ts'
import { createSampler } from './sampler.ts'
import { type Way, wayOf } from './way-of.ts'

/** Seconds between two reports; another one follows at the end of the call. */
const often = 120
/** Reports when the page is hidden after at least this many seconds, because the page may not come back. */
const worthReporting = 30

/** Reports the figures of the connection during the call. @returns a function that ends this and reports the rest */
export function reportFigures({ api, call }: Pick<App, 'api' | 'call'>, startedAt: number): () => void {
  const sampler = createSampler(startedAt)
  let way: Way | undefined
  const report = () => {
    const figures = sampler.take()
    if (figures) api.reportFigures({ ...figures, ...way })
  }
  const stop = call.statistics.subscribe((statistics) => {
    if (!statistics) return
    const { room, reports } = statistics
    sampler.look(reports, call.view.peek().me?.quality, performance.now())
    if (sampler.seconds() >= often) {
      report()
      way = undefined
    }
    if (!way) {
      way = {}
      wayOf(room).then((found) => {
        way = found
      })
    }
  })
  const hidden = () => {
    if (document.visibilityState === 'hidden' && sampler.seconds() >= worthReporting) report()
  }
  document.addEventListener('visibilitychange', hidden)
  window.addEventListener('pagehide', report)
  return () => {
    stop()
    document.removeEventListener('visibilitychange', hidden)
    window.removeEventListener('pagehide', report)
    report()
  }
}

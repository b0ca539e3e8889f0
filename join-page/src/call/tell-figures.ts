import type { App } from '../app-context.ts'
import { createSampler } from './sampler.ts'
import { type Way, wayOf } from './way-of.ts'

/** A page tells this often (s), and when the call ends. */
const often = 120
/** A page that goes out of sight may never come back; of a shorter stretch than this (s) that is no loss. */
const worthTelling = 30

/** Tells what the connection was like for as long as the call lasts. @returns what ends it, and tells the rest */
export function tellFigures({ api, call }: Pick<App, 'api' | 'call'>, startedAt: number): () => void {
  const sampler = createSampler(startedAt)
  let way: Way | undefined
  const tell = () => {
    const figures = sampler.take()
    if (figures) api.tellFigures({ ...figures, ...way })
  }
  const stop = call.statistics.subscribe((statistics) => {
    if (!statistics) return
    const { room, reports } = statistics
    sampler.look(reports, call.view.peek().me?.quality, performance.now())
    if (sampler.seconds() >= often) {
      tell()
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
    if (document.visibilityState === 'hidden' && sampler.seconds() >= worthTelling) tell()
  }
  document.addEventListener('visibilitychange', hidden)
  window.addEventListener('pagehide', tell)
  return () => {
    stop()
    document.removeEventListener('visibilitychange', hidden)
    window.removeEventListener('pagehide', tell)
    tell()
  }
}

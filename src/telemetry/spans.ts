import { AsyncLocalStorage } from 'node:async_hooks'
import type { Called } from '../twilio/called.ts'

const status = 'http.response.status_code'

/** What was done: words of our own, route patterns, Twilio's ids and numbers. Never a path, a query, a name or an error's text. */
export type What = {
  readonly name: string
  readonly kind: 'request' | 'job' | 'call'
  readonly attributes: Readonly<Record<string, string | number>>
}

/** Work that is over. Times in ms. */
export type Span = What & {
  /** The id that the logs' lines have as `trace`; some work belongs to none. */
  readonly trace: string | undefined
  readonly started: number
  readonly ms: number
  readonly isFailed: boolean
  /** The calls to Twilio that were made in it. */
  readonly calls: readonly Span[]
}

/** Measures work for systems that show traces. */
export interface Spans {
  /**
   * Runs it, and tells of it when it is over.
   * @param ended what its result says of it, e.g. a status; of work that throws only the error's class is told
   */
  during<T>(what: What, work: () => Promise<T>, ended?: (result: T) => What['attributes']): Promise<T>
  /** What is being done belongs to this trace: the first one counts, because webhooks may bring several facts. */
  belongs(trace: string): void
  readonly called: Called
}

/** For everybody who does not ask for traces: nothing is measured. */
export const noSpans: Spans = { during: (_, work) => work(), belongs: () => undefined, called: () => undefined }

type Current = { trace: string | undefined; readonly calls: Span[] }

/** @param tell is told of a span once, with all that belongs to it. It must not throw: that would be the work's failure */
export function createSpans(tell: (span: Span) => void): Spans {
  const current = new AsyncLocalStorage<Current>()

  return {
    async during(what, work, ended) {
      const now: Current = { trace: undefined, calls: [] }
      const started = Date.now()
      const clock = performance.now()
      const over = (more: What['attributes'], isFailed: boolean) => {
        const { trace, calls } = now
        const attributes = { ...what.attributes, ...more }
        tell({ ...what, attributes, trace, started, ms: performance.now() - clock, isFailed, calls })
      }
      try {
        const result = await current.run(now, work)
        const more = ended?.(result) ?? {}
        over(more, Number(more[status] ?? 0) >= 500)
        return result
      } catch (problem) {
        over({ 'error.type': problem instanceof Error ? problem.name : 'unknown' }, true)
        throw problem
      }
    },

    belongs(trace) {
      const now = current.getStore()
      if (now) now.trace ??= trace
    },

    called({ product, method, status: answered, ms }) {
      const span: Span = {
        name: `${method.toUpperCase()} ${product}`,
        kind: 'call',
        attributes: { 'http.request.method': method, 'escalate.product': product, [status]: answered },
        trace: undefined,
        started: Date.now() - ms,
        ms,
        isFailed: answered === 0 || answered >= 400,
        calls: [],
      }
      const now = current.getStore()
      if (now) now.calls.push(span)
      else tell(span)
    },
  }
}

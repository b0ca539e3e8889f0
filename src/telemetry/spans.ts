import { AsyncLocalStorage } from 'node:async_hooks'
import type { Called } from '../twilio/called.ts'

const status = 'http.response.status_code'

/** A piece of work: our own words, route patterns, Twilio's ids. Never a path, a query, a name or an error text. */
export type What = {
  readonly name: string
  readonly kind: 'request' | 'job' | 'call'
  readonly attributes: Readonly<Record<string, string | number>>
}

/** Finished work. Times in ms. */
export type Span = What & {
  /** The id in the logs' `trace` field; some work has none. */
  readonly trace: string | undefined
  readonly started: number
  readonly ms: number
  readonly isFailed: boolean
  /** The calls to Twilio during the work. */
  readonly calls: readonly Span[]
}

/** Measures work for tracing. */
export interface Spans {
  /**
   * Runs the work, and reports its span afterwards.
   * @param ended attributes from the result, e.g. a status; for work that throws, the span has the error's class only
   */
  during<T>(what: What, work: () => Promise<T>, ended?: (result: T) => What['attributes']): Promise<T>
  /** Assigns the current work to a trace. The first call counts, because a webhook may bring several facts. */
  belongs(trace: string): void
  readonly called: Called
}

/** Measures nothing: for installations without tracing. */
export const noSpans: Spans = { during: (_, work) => work(), belongs: () => undefined, called: () => undefined }

type Current = { trace: string | undefined; readonly calls: Span[] }

/** @param report gets each finished span once, with its calls. It must not throw, because the work would then fail */
export function createSpans(report: (span: Span) => void): Spans {
  const current = new AsyncLocalStorage<Current>()

  return {
    async during(what, work, ended) {
      const now: Current = { trace: undefined, calls: [] }
      const started = Date.now()
      const clock = performance.now()
      const over = (more: What['attributes'], isFailed: boolean) => {
        const { trace, calls } = now
        const attributes = { ...what.attributes, ...more }
        report({ ...what, attributes, trace, started, ms: performance.now() - clock, isFailed, calls })
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
      else report(span)
    },
  }
}

import type { Called } from '../twilio/called.ts'
import { callSpan, type Span, status, type What } from './span.ts'
import { currentlyMeasured, type Measured, measured } from './trace-context.ts'

/** Measures work for tracing. */
export interface Spans {
  /**
   * Runs the work, and reports its span afterwards.
   * @param ended attributes from the result, e.g. a status; for work that throws, the span has the error's class only
   */
  during<T>(what: What, work: () => Promise<T>, ended?: (result: T) => What['attributes']): Promise<T>
  readonly called: Called
}

/** Measures nothing: for installations without tracing. */
export const noSpans: Spans = { during: (_, work) => work(), called: () => undefined }

/** @param report gets each finished span once, with its calls. It must not throw, because the work would then fail */
export function createSpans(report: (span: Span) => void): Spans {
  return {
    async during(what, work, ended) {
      const now: Measured = { trace: undefined, calls: [] }
      const started = Date.now()
      const clock = performance.now()
      const over = (more: What['attributes'], isFailed: boolean) => {
        const { trace, calls } = now
        const attributes = { ...what.attributes, ...more }
        report({ ...what, attributes, trace, started, ms: performance.now() - clock, isFailed, calls })
      }
      try {
        const result = await measured(now, work)
        const more = ended?.(result) ?? {}
        over(more, Number(more[status] ?? 0) >= 500)
        return result
      } catch (problem) {
        over({ 'error.type': problem instanceof Error ? problem.name : 'unknown' }, true)
        throw problem
      }
    },

    called({ product, method, status: answered, ms }) {
      const span: Span = {
        ...callSpan(product, method, answered),
        trace: undefined,
        started: Date.now() - ms,
        ms,
        isFailed: answered === 0 || answered >= 400,
        calls: [],
      }
      const now = currentlyMeasured()
      if (now) now.calls.push(span)
      else report(span)
    },
  }
}

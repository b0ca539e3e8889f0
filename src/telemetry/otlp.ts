import { type Context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, RandomIdGenerator, TracerProvider } from '@opentelemetry/sdk-trace'
import type { Span } from './span.ts'
import { traceIdOf } from './trace-id.ts'

const kinds = { request: SpanKind.SERVER, job: SpanKind.CONSUMER, call: SpanKind.CLIENT }

/**
 * Sends spans to a collector, every two seconds. A collector that is slow or away costs spans and nothing else: spans
 * wait in a queue of 2,048, and those that do not fit are dropped.
 *
 * @param endpoint e.g. `http://collector:4318`; the exporter itself adds the headers in `OTEL_EXPORTER_OTLP_HEADERS`
 */
export function createOtlp(endpoint: string, program: string) {
  const random = new RandomIdGenerator()
  let wanted: string | undefined
  const processor = new BatchSpanProcessor({
    exporter: new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: 3_000 }),
    scheduledDelayMillis: 2_000,
  })
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': `escalate-${program}` }),
    spanProcessors: [processor],
    // Spans of other processes get the same trace id without any exchange, because it follows from the id in the logs.
    idGenerator: {
      generateTraceId: () => wanted ?? random.generateTraceId(),
      generateSpanId: () => random.generateSpanId(),
    },
  })
  const tracer = provider.getTracer('escalate')

  function write({ name, kind, attributes, started, ms, isFailed, calls }: Span, parent: Context): void {
    const span = tracer.startSpan(name, { kind: kinds[kind], attributes, startTime: started }, parent)
    if (isFailed) span.setStatus({ code: SpanStatusCode.ERROR })
    for (const each of calls) write(each, trace.setSpan(parent, span))
    span.end(started + ms)
  }

  return {
    send(span: Span): void {
      wanted = span.trace === undefined ? undefined : traceIdOf(span.trace)
      const logs = span.trace === undefined ? {} : { 'escalate.trace': span.trace }
      write({ ...span, attributes: { ...span.attributes, ...logs } }, ROOT_CONTEXT)
    },
    /** Sends the spans that are left, if the collector takes them. */
    end: (): Promise<void> => provider.shutdown().catch(() => undefined),
  }
}

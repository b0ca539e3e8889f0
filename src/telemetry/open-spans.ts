import { createSpans, noSpans, type Spans } from './spans.ts'

export type OpenSpans = Spans & { readonly end: () => Promise<void> }

/** Opens the export of spans. @param endpoint undefined: measures nothing, and does not load OpenTelemetry */
export async function openSpans(endpoint: string | undefined, program: 'server' | 'worker'): Promise<OpenSpans> {
  if (endpoint === undefined) return { ...noSpans, end: () => Promise.resolve() }
  const { createOtlp } = await import('./otlp.ts')
  const { send, end } = createOtlp(endpoint, program)
  return { ...createSpans(send), end }
}

import { createSpans, noSpans, type Spans } from './spans.ts'

export type OpenSpans = Spans & { readonly end: () => Promise<void> }

/** @param endpoint undefined: nothing is measured, and nothing of OpenTelemetry is loaded */
export async function openSpans(endpoint: string | undefined, program: 'server' | 'worker'): Promise<OpenSpans> {
  if (endpoint === undefined) return { ...noSpans, end: () => Promise.resolve() }
  const { createOtlp } = await import('./otlp.ts')
  const { tell, end } = createOtlp(endpoint, program)
  return { ...createSpans(tell), end }
}

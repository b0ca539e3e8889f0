import { useSignalEffect } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { createQualityReporter } from '../call/quality-reporter.ts'

/** Reports lasting changes of the connection quality. Ignores the connection quality of supervisors. */
export function useQualityReport(): void {
  const { api, call, journey } = useApp()
  const reporter = useMemo(() => createQualityReporter(api.reportQuality), [])
  useSignalEffect(() => {
    if (journey.peek().server?.role !== 'supervisor') reporter.is(call.view.value.me?.quality)
  })
  useEffect(() => reporter.stop, [])
}

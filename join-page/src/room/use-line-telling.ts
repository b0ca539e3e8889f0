import { useSignalEffect } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { createLineTeller } from '../call/line-teller.ts'

/** The contact centre hears of a line that is weak for a while. Of a supervisor's it does not want to know. */
export function useLineTelling(): void {
  const { api, call, journey } = useApp()
  const teller = useMemo(() => createLineTeller(api.tellLine), [])
  useSignalEffect(() => {
    if (journey.peek().server?.role !== 'supervisor') teller.is(call.view.value.me?.quality)
  })
  useEffect(() => teller.stop, [])
}

import { useSignalEffect } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { createLineTeller } from '../call/line-teller.ts'

/** Reports lasting changes of the connection quality. Ignores the connection quality of supervisors. */
export function useLineTelling(): void {
  const { api, call, journey } = useApp()
  const teller = useMemo(() => createLineTeller(api.tellLine), [])
  useSignalEffect(() => {
    if (journey.peek().server?.role !== 'supervisor') teller.is(call.view.value.me?.quality)
  })
  useEffect(() => teller.stop, [])
}

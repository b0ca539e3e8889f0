import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

/** Becomes true `ms` after the component has appeared, e.g. for texts that only help after a long wait. */
export function useAfter(ms: number): boolean {
  const isOver = useSignal(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      isOver.value = true
    }, ms)
    return () => clearTimeout(timer)
  }, [ms])
  return isOver.value
}

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

/** True from `ms` after the component has appeared: for words that only those need who wait for long. */
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

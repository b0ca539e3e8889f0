import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

/** The current time, updated every `every` milliseconds. */
export function useNow(every: number): number {
  const now = useSignal(Date.now())
  useEffect(() => {
    const timer = setInterval(() => {
      now.value = Date.now()
    }, every)
    return () => clearInterval(timer)
  }, [every])
  return now.value
}

import { useEffect, useState } from 'react'
import type { Value } from './value.ts'

/** Returns the current value, and renders again when it changes. */
export function useValue<T>(value: Value<T>): T {
  const [shown, show] = useState(value.get)
  useEffect(() => {
    const look = () => show(() => value.get())
    // The value may have changed between the first render and this effect.
    look()
    return value.watch(look)
  }, [value])
  return shown
}

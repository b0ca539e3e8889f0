import { useEffect, useState } from 'react'
import type { Value } from './value.ts'

/** What is in it now, also in the next moment. */
export function useValue<T>(value: Value<T>): T {
  const [shown, show] = useState(value.get)
  useEffect(() => {
    const look = () => show(() => value.get())
    // It may have changed between the first drawing and this.
    look()
    return value.watch(look)
  }, [value])
  return shown
}

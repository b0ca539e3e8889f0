import { useSignal, useSignalEffect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Level } from '../../media/level.ts'

/** A level above the hum of a room. */
const voice = 0.3

/** Whether this microphone has picked up a voice. Stays true, so one word is enough. */
export function useHeard({ level }: Level): boolean {
  const isHeard = useSignal(false)
  useEffect(() => {
    isHeard.value = false
  }, [level])
  useSignalEffect(() => {
    if (level.value > voice) isHeard.value = true
  })
  return isHeard.value
}

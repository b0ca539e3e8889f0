import { useSignal, useSignalEffect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Level } from '../../media/level.ts'

/** Above the hum of a room. */
const voice = 0.3

/** Whether a voice came through since this microphone is looked at. One word is enough: nobody has to go on talking. */
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

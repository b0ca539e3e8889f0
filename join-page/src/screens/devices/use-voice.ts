import { useSignal, useSignalEffect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Level } from '../../media/level.ts'

/** A level above the hum of a room. */
const voiceLevel = 0.3

/** Whether this microphone has picked up a voice. Stays true, so one word is enough. */
export function useVoice({ level }: Level): boolean {
  const hasVoice = useSignal(false)
  useEffect(() => {
    hasVoice.value = false
  }, [level])
  useSignalEffect(() => {
    if (level.value > voiceLevel) hasVoice.value = true
  })
  return hasVoice.value
}

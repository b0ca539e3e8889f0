import { useLayoutEffect, useRef } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import type { Playable } from '../call/model.ts'
import { useRoomUi } from './room-ui.ts'

/** Plays another participant's sound on the chosen speaker. */
export function Sound({ of }: { readonly of: Playable }) {
  const audio = useRef<HTMLAudioElement>(null)
  const { media } = useApp()
  const { refused } = useRoomUi()
  const speaker = media.speaker.value
  useLayoutEffect(() => {
    const element = audio.current
    if (!element) return
    of.attach(element)
    element.play().catch((problem: unknown) => {
      // After a refresh the user has not pressed anything yet, and browsers play sound only after a press.
      if (problem instanceof DOMException && problem.name === 'NotAllowedError')
        refused.value = new Set([...refused.value, element])
    })
    return () => {
      of.detach(element)
      element.srcObject = null
      refused.value = new Set([...refused.value].filter((each) => each !== element))
    }
  }, [of])
  useLayoutEffect(() => {
    const element = audio.current
    if (element && 'setSinkId' in element && element.sinkId !== speaker)
      // Fails if the speaker was unplugged just now; the list of devices updates soon.
      element.setSinkId(speaker).catch(() => undefined)
  }, [speaker])
  // biome-ignore lint/a11y/useMediaCaption: live sound has no captions.
  return <audio ref={audio} autoplay />
}

import { useLayoutEffect, useRef } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import type { Playable } from '../call/model.ts'
import { useRoomUi } from './room-ui.ts'

/** What another person says, out of the chosen speaker. */
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
      // After a refresh nobody has pressed anything yet, and browsers play sound only for those who have.
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
      // Unplugged in this very moment: the list of devices follows.
      element.setSinkId(speaker).catch(() => undefined)
  }, [speaker])
  // biome-ignore lint/a11y/useMediaCaption: a live voice has no captions.
  return <audio ref={audio} autoplay />
}

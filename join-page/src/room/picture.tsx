import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Playable } from '../call/model.ts'
import { useFit } from './use-fit.ts'

type PictureProps = {
  readonly of: Playable
  readonly label: string
  readonly isMirrored?: boolean
  /** `whole`: a shared screen. `fill`: the self view. `fair`: fills the frame unless that cuts off too much. */
  readonly fit?: 'whole' | 'fill' | 'fair'
}

/** Video without sound. Sound has separate elements, so that a browser that blocks sound still shows the video. */
export function Picture({ of, label, isMirrored = false, fit = 'fair' }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null)
  useLayoutEffect(() => {
    const element = video.current
    if (!element) return
    of.attach(element)
    // Rejects if the next video replaces this one at once.
    element.play().catch(() => undefined)
    return () => {
      of.detach(element)
      element.srcObject = null
    }
  }, [of])
  useFit(video, fit === 'fair')
  const look = `picture${isMirrored ? ' picture-mirrored' : ''}${fit === 'fill' ? ' picture-fill' : ''}`
  return <video ref={video} class={look} aria-label={label} autoplay muted playsInline />
}

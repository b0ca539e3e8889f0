import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Playable } from '../call/model.ts'
import { useFit } from './use-fit.ts'

type PictureProps = {
  readonly of: Playable
  readonly label: string
  readonly isMirrored?: boolean
  /** A shared screen is shown whole; oneself fills the small frame; others as far as it does not cut too much. */
  readonly fit?: 'whole' | 'fill' | 'fair'
}

/** A moving picture. The sound has elements of its own, so that a browser that forbids sound still shows the picture. */
export function Picture({ of, label, isMirrored = false, fit = 'fair' }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null)
  useLayoutEffect(() => {
    const element = video.current
    if (!element) return
    of.attach(element)
    // Interrupted when the next picture comes at once.
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

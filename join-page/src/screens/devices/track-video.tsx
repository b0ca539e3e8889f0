import { useLayoutEffect, useRef } from 'preact/hooks'

type TrackVideoProps = {
  readonly track: MediaStreamTrack
  readonly label: string
  /** For tests: the big preview or the small self view. */
  readonly hook?: 'preview'
}

/**
 * One's own camera. A front camera is shown as in a mirror, which is how people know themselves; a rear one is not, or its
 * writing would be illegible. iOS plays inline and without a press only what is muted.
 */
export function TrackVideo({ track, label, hook }: TrackVideoProps) {
  const video = useRef<HTMLVideoElement>(null)
  useLayoutEffect(() => {
    const element = video.current
    if (!element) return
    element.srcObject = new MediaStream([track])
    // Refused while a newer picture is set, or where the phone saves power: the next one comes with a press anyway.
    element.play().catch(() => undefined)
    return () => {
      element.srcObject = null
    }
  }, [track])
  const isMirrored = track.getSettings().facingMode !== 'environment'
  return (
    <video
      ref={video}
      class={isMirrored ? 'own-video own-video-mirrored' : 'own-video'}
      aria-label={label}
      data-preview={hook === 'preview' ? '' : undefined}
      autoplay
      muted
      playsInline
      disablePictureInPicture
    />
  )
}

import { useLayoutEffect, useRef } from 'preact/hooks'

type TrackVideoProps = {
  readonly track: MediaStreamTrack
  readonly label: string
  /** For tests: the big preview or the small self view. */
  readonly hook?: 'preview'
}

/**
 * The user's own camera. A front camera is mirrored, as people know themselves from a mirror; a rear camera is not,
 * because text would be illegible. iOS plays video inline and without a press only if it is muted.
 */
export function TrackVideo({ track, label, hook }: TrackVideoProps) {
  const video = useRef<HTMLVideoElement>(null)
  useLayoutEffect(() => {
    const element = video.current
    if (!element) return
    element.srcObject = new MediaStream([track])
    // Rejects if a newer track replaces this one, or if the phone saves power; the next one follows a press anyway.
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

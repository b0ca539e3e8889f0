import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import { zoomOf } from './fit.ts'

/** Keeps a picture filling its frame for as long as that does not cut off too much: an upright phone, a turned screen. */
export function useFit(video: RefObject<HTMLVideoElement | null>, isFitting: boolean): void {
  useLayoutEffect(() => {
    const element = video.current
    if (!element || !isFitting) return
    const fit = () => {
      const { videoWidth, videoHeight, clientWidth, clientHeight } = element
      const picture = { width: videoWidth, height: videoHeight }
      element.style.scale = String(zoomOf(picture, { width: clientWidth, height: clientHeight }))
    }
    const frame = new ResizeObserver(fit)
    frame.observe(element)
    // Of the picture, when its sender turns the phone.
    element.addEventListener('resize', fit)
    return () => {
      frame.disconnect()
      element.removeEventListener('resize', fit)
    }
  }, [isFitting])
}

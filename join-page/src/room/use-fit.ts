import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import { zoomOf } from './fit.ts'

/** Keeps a video filling its frame, unless that cuts off too much, also when a phone or the screen is turned. */
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
    // The video resizes when its sender turns the phone.
    element.addEventListener('resize', fit)
    return () => {
      frame.disconnect()
      element.removeEventListener('resize', fit)
    }
  }, [isFitting])
}

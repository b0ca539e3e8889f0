import { useEffect, useState } from 'react'
import { isSamePlace, type Place, placeOf } from './place.ts'
import type { Placeholder } from './placeholder.ts'

/**
 * Follows the placeholder in every animation frame while there is a call, because Flex's splitters, panels and tabs
 * move it without an event. A look costs a few microseconds; the browser pauses animation frames in a hidden window.
 */
export function usePlace(of: Placeholder, taskSid: string, isOn: boolean): Place {
  const look = (): Place => {
    const { element } = of.taskSid === taskSid ? of : { element: null }
    // A hidden tab stays in the page, either without layout or invisible.
    const isSeen =
      element !== null && element.offsetParent !== null && getComputedStyle(element).visibility === 'visible'
    const viewport = { width: window.innerWidth, height: window.innerHeight }
    return placeOf(isSeen ? element.getBoundingClientRect() : undefined, viewport)
  }
  const [place, move] = useState(look)
  useEffect(() => {
    if (!isOn) return
    let next = 0
    const follow = () => {
      move((before) => {
        const now = look()
        return isSamePlace(before, now) ? before : now
      })
      next = requestAnimationFrame(follow)
    }
    follow()
    return () => cancelAnimationFrame(next)
  }, [isOn, taskSid])
  return place
}
